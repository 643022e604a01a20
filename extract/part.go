package extract

import (
	"fmt"
	"os"
	"path/filepath"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// part writes one Parquet file, which exists only if it has rows.
type part struct {
	work *ledger.Part
	rel  string // path relative to the stage's folder
	name string // entity, or name of the table, for the mutants
	rows *table.Batch
	w    *table.Writer
}

// maxTexts is how many bytes of texts a batch gathers before it is written.
const maxTexts = 4 << 20

// flushFull writes the batch when it is full.
func (p *part) flushFull() error {
	if !p.rows.Full() && p.texts() < maxTexts {
		return nil
	}
	return p.flush()
}

// texts is the size of the last text column, the only one that may hold texts
// of any length.
func (p *part) texts() int { return len(p.rows.Vec[len(p.rows.Vec)-1].Text.Data) }

// flush writes what the batch holds and empties it.
func (p *part) flush() error {
	mutateBatch(p.name, p.rows)
	if p.rows.N == 0 {
		return nil
	}
	if p.w == nil {
		if err := p.create(); err != nil {
			return err
		}
	}
	err := p.w.Write(p.rows)
	p.rows.Reset()
	return err
}

func (p *part) create() error {
	path := p.work.Path(p.rel)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make folder of staged table: %w", err)
	}
	var err error
	p.w, err = table.Create(path, p.rows.Schema(), table.Options{})
	return err
}

// close completes the file and adds it to the outputs.
func (p *part) close(outputs []ledger.File) ([]ledger.File, error) {
	if err := p.flush(); err != nil {
		return outputs, err
	}
	if p.w == nil {
		return outputs, nil
	}
	info, err := p.w.Close()
	if err != nil {
		return outputs, err
	}
	return append(outputs, ledger.File{Path: p.rel, Bytes: info.Bytes, Rows: info.Rows, SHA256: info.SHA256}), nil
}

// abort gives up what is not closed.
func (p *part) abort() {
	if p.w != nil {
		p.w.Abort()
	}
}

// single writes a table of one file, which exists even without rows.
func single(work *ledger.Part, rel string, rows *table.Batch) (ledger.File, error) {
	p := part{work: work, rel: rel, name: rel, rows: rows}
	if err := p.create(); err != nil {
		return ledger.File{}, err
	}
	defer p.abort()
	files, err := p.close(nil)
	if err != nil {
		return ledger.File{}, err
	}
	return files[0], nil
}
