package target

// Days counts the days from 1970-01-01 to a date yyyymmdd of the years 1 to 9999; ok is false for a number that is no
// day of the Gregorian calendar. (Howard Hinnant, "chrono-compatible low-level date algorithms".)
func Days(date int32) (days int32, ok bool) {
	y, m, d := date/10000, date/100%100, date%100
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > monthDays(y, m) {
		return 0, false
	}
	if m <= 2 {
		y, m = y-1, m+12
	}
	return y*365 + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 1 - 719468, true
}

// DateOfDays is the inverse of Days, 0 outside the years 1 to 9999.
func DateOfDays(days int32) int32 {
	const first, last = -719162, 2932896
	if days < first || days > last {
		return 0
	}
	z := days + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d := doy - (153*mp+2)/5 + 1
	y, m := yoe+era*400, mp+3
	if m > 12 {
		y, m = y+1, m-12
	}
	return y*10000 + m*100 + d
}

func monthDays(y, m int32) int32 {
	if m == 2 {
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 30 + (m+m>>3)&1
}
