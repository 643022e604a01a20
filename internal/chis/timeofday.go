package chis

// TimeOfDay is a local time of the 24-hour clock written as the number hhmmss.
// Midnight is 0, which is also the zero value; NoTime is none.
type TimeOfDay int32

// NoTime is the absence of a time.
const NoTime TimeOfDay = -1

// ParseTimeOfDay reads HH:mm:ss, 00:00:00 to 23:59:59, blanks around it
// allowed. Half past noon is 12:30:00: a reader that halves the clock turns it
// into half past midnight.
func ParseTimeOfDay[T Text](b T) (TimeOfDay, bool) {
	b = trim(b)
	if len(b) != 8 || b[2] != ':' || b[5] != ':' {
		return NoTime, false
	}
	h, okHour := twoDigits(b[0], b[1])
	m, okMinute := twoDigits(b[3], b[4])
	s, okSecond := twoDigits(b[6], b[7])
	if !okHour || !okMinute || !okSecond || h > 23 || m > 59 || s > 59 {
		return NoTime, false
	}
	return TimeOfDay(h*10000 + m*100 + s), true
}

// Hour is 0 to 23; do not ask NoTime.
func (t TimeOfDay) Hour() int { return int(t / 10000) }

// Minute is 0 to 59; do not ask NoTime.
func (t TimeOfDay) Minute() int { return int(t / 100 % 100) }

// Second is 0 to 59; do not ask NoTime.
func (t TimeOfDay) Second() int { return int(t % 100) }

// Seconds counts the seconds from midnight; -1 of NoTime.
func (t TimeOfDay) Seconds() int32 {
	if t < 0 {
		return -1
	}
	return int32(t.Hour()*3600 + t.Minute()*60 + t.Second())
}

// AppendTo appends HH:mm:ss, and nothing for NoTime.
func (t TimeOfDay) AppendTo(dst []byte) []byte {
	if t < 0 {
		return dst
	}
	h, m, s := t.Hour(), t.Minute(), t.Second()
	return append(dst, byte('0'+h/10), byte('0'+h%10), ':',
		byte('0'+m/10), byte('0'+m%10), ':', byte('0'+s/10), byte('0'+s%10))
}

// String is what AppendTo appends.
func (t TimeOfDay) String() string {
	var room [8]byte
	return string(t.AppendTo(room[:0]))
}
