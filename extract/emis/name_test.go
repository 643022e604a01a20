package emis

import (
	"testing"
)

func TestParseName(t *testing.T) {
	const g = "B3FA020B-05FC-4196-A4DE-E91B70BEF1D2"
	cases := []struct {
		file string
		want Name
		ok   bool
	}{
		{"373783-374080_Coding_ClinicalCode_20201118063100_" + g + ".csv", Name{373783, 374080, "Coding_ClinicalCode", "20201118063100", g}, true},
		{"291_Agreements_SharingOrganisation_20150211164536_" + g + ".csv", Name{291, 291, "Agreements_SharingOrganisation", "20150211164536", g}, true},
		{"bulk_95047_Admin_Patient_20231017043213_" + g + ".csv", Name{95047, 95047, "Admin_Patient", "20231017043213", g}, true},
		{"BULK_1-2_admin_patient_20231017043213_b3fa020b-05fc-4196-a4de-e91b70bef1d2.CSV", Name{1, 2, "admin_patient", "20231017043213", g}, true},
		{"0-0_Admin_Patient_20231017000000_" + g + ".csv", Name{0, 0, "Admin_Patient", "20231017000000", g}, true},
		{"2-1_Admin_Patient_20231017043213_" + g + ".csv", Name{}, false},
		{"-1-2_Admin_Patient_20231017043213_" + g + ".csv", Name{}, false},
		{"+1_Admin_Patient_20231017043213_" + g + ".csv", Name{}, false},
		{"1_Admin_Patient_20231317043213_" + g + ".csv", Name{}, false},
		{"1_Admin_Patient_20231017243213_" + g + ".csv", Name{}, false},
		{"1_Admin_Patient_202310170432_" + g + ".csv", Name{}, false},
		{"1_Admin_Patient_20231017043213_" + g[1:] + ".csv", Name{}, false},
		{"1_Admin_Patient_20231017043213_" + g + ".csv.gpg", Name{}, false},
		{"1_Patient_20231017043213_" + g + ".csv", Name{}, false},
		{"99999999999999999999_Admin_Patient_20231017043213_" + g + ".csv", Name{}, false},
		{".csv", Name{}, false},
		{"", Name{}, false},
	}
	for _, c := range cases {
		got, ok := ParseName(c.file)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("%q: %+v, %v", c.file, got, ok)
		}
	}
}

func FuzzParseName(f *testing.F) {
	f.Add("1-2_Admin_Patient_20231017043213_B3FA020B-05FC-4196-A4DE-E91B70BEF1D2.csv")
	f.Add("bulk_1_A_B_20231017043213_{B3FA020B-05FC-4196-A4DE-E91B70BEF1D2}.csv")
	f.Fuzz(func(t *testing.T, file string) {
		n, ok := ParseName(file)
		if ok && (n.Start < 0 || n.End < n.Start || StampDate(n.Stamp) == 0 || n.Table == "" || n.Agreement == "") {
			t.Errorf("%q: %+v", file, n)
		}
	})
}
