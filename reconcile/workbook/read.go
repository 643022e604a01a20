package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Sheet is what a sheet holds, as it is shown.
type Sheet struct {
	Name string
	Rows [][]string
}

// Read reads every cell of a workbook, encrypted where there is a passphrase.
func Read(path, passphrase string) (sheets []Sheet, err error) {
	f, err := excelize.OpenFile(path, excelize.Options{Password: passphrase})
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			return nil, fmt.Errorf("read workbook: %w", err)
		}
		sheets = append(sheets, Sheet{Name: name, Rows: rows})
	}
	return sheets, nil
}
