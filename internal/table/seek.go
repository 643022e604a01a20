package table

import (
	"errors"
	"fmt"
)

// SeekTo makes Next go on at the first row whose key is at least v, wherever the reader stands; with no such row, Next
// returns io.EOF. The key is the first Int64 column of the file, whether it is read or not, and must ascend over all
// rows of all files. Row groups and pages before that row are not read.
func (r *Reader) SeekTo(v int64) error {
	if r.zstd == nil {
		return r.err
	}
	r.err = nil
	if err := r.seek(v); err != nil {
		r.err = r.wrap(err)
	}
	return r.err
}

func (r *Reader) seek(v int64) (err error) {
	defer recovered(&err)
	if err := r.closeFile(); err != nil {
		return err
	}
	r.left = 0
	for r.part, r.group = 0, 0; r.part < len(r.parts); r.part++ {
		p := &r.parts[r.part]
		if !p.keyed {
			return errors.New("seek: it has no int64 column")
		}
		for r.group = 0; r.group < len(p.groups); r.group++ {
			g := &p.groups[r.group]
			if g.rows == 0 || g.key.ranged && g.key.max < v {
				continue
			}
			if found, err := r.seekGroup(g, v); found || err != nil {
				return err
			}
		}
		if err := r.closeFile(); err != nil {
			return err
		}
	}
	return nil
}

// seekGroup goes to the first row of g whose key is at least v and reports whether there is one.
func (r *Reader) seekGroup(g *partGroup, v int64) (bool, error) {
	if err := r.openFile(); err != nil {
		return false, err
	}
	skip := int64(0)
	if !g.key.ranged || g.key.min < v {
		var err error
		if skip, err = r.countBelow(g.key, v); err != nil || skip == g.rows {
			return false, err
		}
	}
	if err := r.startGroup(g); err != nil {
		return false, err
	}
	for i := range r.cols {
		if err := r.cols[i].skip(skip); err != nil {
			return false, fmt.Errorf("column %q: %w", r.cols[i].Name, err)
		}
	}
	r.left -= skip
	return true, nil
}

// countBelow counts the rows before the first whose key is at least v.
func (r *Reader) countBelow(key chunk, v int64) (int64, error) {
	c := column{Column: Column{Kind: Int64}}
	c.start(r.file, r.zstd, key)
	var vec Vector
	for below := int64(0); below < key.rows; {
		vec.reset()
		if err := c.read(&vec, int(min(pageRows, key.rows-below))); err != nil {
			return 0, err
		}
		for i, k := range vec.I64 {
			if k >= v {
				return below + int64(i), nil
			}
		}
		below += int64(len(vec.I64))
	}
	return key.rows, nil
}
