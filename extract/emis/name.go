package emis

import (
	"strconv"
	"strings"

	"lollipop/internal/chis"
)

// Name is what the name of a bulk file says.
type Name struct {
	Start, End int64  // ids of the range; equal where the name has one id
	Table      string // schema and table as written, such as Admin_Patient
	Stamp      string // yyyyMMddHHmmss, a real day and time
	Agreement  string // GUID of the sharing agreement, as written in upper case
}

const extension = ".csv"

// ParseName reads the name of a file, without its folder. It knows three
// forms, in any case of letters:
//
//	<start>-<end>_<Schema>_<Table>_<yyyyMMddHHmmss>_<GUID>.csv
//	<id>_<Schema>_<Table>_<yyyyMMddHHmmss>_<GUID>.csv
//	bulk_<id>_<Schema>_<Table>_<yyyyMMddHHmmss>_<GUID>.csv
func ParseName(file string) (Name, bool) {
	if !isCSV(file) {
		return Name{}, false
	}
	parts := strings.Split(file[:len(file)-len(extension)], "_")
	if len(parts) == 6 && strings.EqualFold(parts[0], "bulk") {
		parts = parts[1:]
	}
	if len(parts) != 5 || parts[1] == "" || parts[2] == "" {
		return Name{}, false
	}
	n := Name{Table: parts[1] + "_" + parts[2], Stamp: parts[3], Agreement: strings.ToUpper(parts[4])}
	var ok bool
	if n.Start, n.End, ok = parseRange(parts[0]); !ok {
		return Name{}, false
	}
	if _, guid := chis.ParseGUID(n.Agreement); !guid {
		return Name{}, false
	}
	return n, StampDate(n.Stamp) != 0 && stampTime(n.Stamp)
}

func isCSV(file string) bool {
	return len(file) > len(extension) && strings.EqualFold(file[len(file)-len(extension):], extension)
}

// parseRange reads "<start>-<end>" or a single id.
func parseRange(s string) (start, end int64, ok bool) {
	from, to, isRange := strings.Cut(s, "-")
	if !isRange {
		to = from
	}
	start, okStart := parseID(from)
	end, okEnd := parseID(to)
	return start, end, okStart && okEnd && start <= end
}

func parseID(s string) (int64, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// StampDate returns the day of a timestamp yyyyMMddHHmmss, or none.
func StampDate(stamp string) chis.Date {
	if len(stamp) != 14 {
		return 0
	}
	d, _ := chis.ParseDate(stamp[:4] + "-" + stamp[4:6] + "-" + stamp[6:8])
	return d
}

func stampTime(stamp string) bool {
	_, ok := chis.ParseTimeOfDay(stamp[8:10] + ":" + stamp[10:12] + ":" + stamp[12:14])
	return ok
}
