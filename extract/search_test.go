package extract

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/ledger"
)

// searchWork fails if a text stands anywhere in the finished stage: in the
// values of its tables or the bytes of its files.
func searchWork(t *testing.T, o Options, texts ...string) {
	t.Helper()
	root := o.Work.Path(ledger.Extract)
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if filepath.Ext(path) == ".parquet" {
			for _, row := range readPart(t, path) {
				for _, v := range row {
					data = append(append(data, v...), '\n')
				}
			}
		}
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				t.Errorf("%s holds %q", strings.TrimPrefix(path, root), text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
