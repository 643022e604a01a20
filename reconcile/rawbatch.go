package reconcile

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/table"
)

// bulkName is what the name of a bulk file says: ids, time, sharing agreement.
var bulkName = regexp.MustCompile(`(?i)^(?:bulk_)?(\d{1,18})(?:-(\d{1,18}))?_[^_]+_[^_]+_(\d{14})_(\{?[0-9A-F-]{36}\}?)\.csv(?:\.gz)?$`)

// delivered is a file and the batch that its name puts it in.
type delivered struct {
	*sourceFile
	stamp      string
	start, end int64
	agreement  string
}

func (a *delivered) compare(b *delivered) int {
	return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.stamp, b.stamp), cmp.Compare(a.start, b.start),
		cmp.Compare(a.end, b.end), cmp.Compare(a.agreement, b.agreement))
}

// judgeBatches holds the batches of stage 1, by which versions are ordered,
// against the names of the files: in a source they ascend with time and ids.
func (r *run) judgeBatches() {
	var list []delivered
	for i := range r.in.files {
		f := &r.in.files[i]
		m := bulkName.FindStringSubmatch(path.Base(f.path))
		if m == nil {
			continue // a file of another kind has no batch in its name
		}
		d := delivered{sourceFile: f, stamp: m[3], agreement: strings.ToUpper(m[4])}
		d.start, _ = strconv.ParseInt(m[1], 10, 64)
		d.end, _ = strconv.ParseInt(cmp.Or(m[2], m[1]), 10, 64)
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b delivered) int { return a.compare(&b) })
	for i := 1; i < len(list); i++ {
		a, b := &list[i-1], &list[i]
		if a.source != b.source {
			continue
		}
		if same := a.compare(b) == 0; same != (a.batch == b.batch) || !same && a.batch > b.batch || b.sourceFile.stamp != stampDay(b.stamp) {
			r.breaks.add(Break{checkRaw, b.name, table.NullInt64, b.number << recordBits, "batch", "out-of-order"})
		}
	}
	r.outcomes.compared(checkRaw, int64(len(list)))
}
