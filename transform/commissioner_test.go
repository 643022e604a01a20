package transform

import (
	"fmt"
	"slices"
	"testing"
)

// Who commissioned a practice follows from what its rows said at the end of each
// day; earlier commissioners are loaded too.
func TestCommissionersByDate(t *testing.T) {
	const first, second = 1, 2
	type said struct {
		stamp string
		by    []int // in the order of the rows of that batch; 0 for none
	}
	for _, test := range []struct {
		name, closed string
		batches      []said
		want         []string
	}{
		{"one", "", []said{{"20200101040000", []int{first}}}, []string{"1 20200101 0"}},
		{"said again", "", []said{{"20200101040000", []int{first}}, {"20200201040000", []int{first}}}, []string{"1 20200101 0"}},
		{"another", "", []said{{"20200101040000", []int{first}}, {"20200201040000", []int{second}}}, []string{"1 20200101 20200201", "2 20200201 0"}},
		{"back again", "", []said{{"20200101040000", []int{first}}, {"20200201040000", []int{second}}, {"20200301040000", []int{first}}}, []string{"1 20200101 20200201", "1 20200301 0", "2 20200201 20200301"}},
		{"none any longer", "", []said{{"20200101040000", []int{first}}, {"20200201040000", []int{0}}}, []string{"1 20200101 20200201"}},
		{"none at all", "", []said{{"20200101040000", []int{0}}}, nil},
		{"taken back on the day", "", []said{{"20200101040000", []int{first}}, {"20200201040000", []int{second, first}}}, []string{"1 20200101 0"}},
		{"two on the first day", "", []said{{"20200101040000", []int{first, second}}}, []string{"2 20200101 0"}},
		{"closed later", "2020-06-30", []said{{"20200101040000", []int{first}}}, []string{"1 20200101 20200630"}},
		{"closed before", "2019-06-30", []said{{"20200101040000", []int{first}}}, []string{"1 0 20190630"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.file("gp", "organisation", 1, cells{"organisation_guid": guid(901), "processing_id": "1"}, cells{"organisation_guid": guid(902), "processing_id": "1"})
			for i, b := range test.batches {
				var rows []cells
				for k, by := range b.by {
					row := cells{"organisation_guid": orgGP, "ods_code": "P81002", "close_date": test.closed, "processing_id": fmt.Sprint(k + 2)}
					if by != 0 {
						row["ccg_organisation_guid"] = guid(900 + by)
					}
					rows = append(rows, row)
				}
				w.file("gp", "organisation", int64(i+2), rows...)
				w.files[len(w.files)-1].stamp = b.stamp
			}
			w.file("gp", "patient", int64(len(test.batches)+2), patient(orgGP, 1, nil))
			r := w.run(Options{})
			var got []string
			guids := map[string]string{guid(901): "1", guid(902): "2"}
			for _, c := range r.rows("organisation_commissioner") {
				if c["commissioner_id"] == "" || c["organisation_id"] == "" {
					t.Errorf("names nobody: %v", c)
				}
				got = append(got, guids[c["commissioner_guid"]]+" "+c["from_on"]+" "+c["until_on"])
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
