package scan

import (
	"context"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"math"
)

// file is what all readers of one file share.
type file struct {
	r    io.ReaderAt
	size int64
	o    Options
	dialect
}

// surveyor confirms chunks in file order.
type surveyor struct {
	*file
	s    *Survey
	in   *reader // reads in order
	sha  hash.Hash
	text *evidence
	pos  int64 // confirmed up to here
	line int64 // physical line of pos
}

// Run surveys the size bytes of r. It may read r from several goroutines, all
// ended when it returns. Errors are those of r and ctx, ErrEmpty, ErrUTF16 and
// ErrHeader; a broken row is not one.
func Run(ctx context.Context, r io.ReaderAt, size int64, o Options) (*Survey, error) {
	f := &file{r: r, size: size, o: o.withDefaults()}
	v, err := f.header(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.chunks(ctx); err != nil {
		return nil, err
	}
	return v.finish()
}

// tally returns one that feeds the file's hash.
func (v *surveyor) tally() *tally { return &tally{sha: v.sha, text: v.text} }

// chunks confirms chunk after chunk: with what a worker found, if that started
// where the chunk before ended, else with a scan of its own.
func (v *surveyor) chunks(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	ahead, wait := v.scanAhead(ctx)
	defer wait()
	defer stop()
	for i := v.pos / v.o.Chunk; v.pos < v.size; i++ {
		guess, err := take(ctx, ahead)
		if err != nil {
			return err
		}
		end := v.chunkEnd(i)
		if v.pos >= end {
			continue // damage or a long record ran over it
		}
		if guess.usable && guess.start == v.pos {
			err = v.confirm(guess.part)
		} else {
			err = v.scanChunk(end)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanChunk scans and adds the chunk from pos to end.
func (v *surveyor) scanChunk(end int64) error {
	p, err := v.in.scan(bounds{start: v.pos, end: end, limit: math.MaxInt64, damages: v.room()}, v.tally())
	if err != nil {
		return err
	}
	return v.add(p)
}

// confirm hashes and adds a part that a worker scanned. The bytes, read a
// moment ago, are still in the system's cache; that they are the same is seen
// from their sum.
func (v *surveyor) confirm(p part) error {
	t := v.tally()
	if err := v.through(p.start, p.end, t.add); err != nil {
		return err
	}
	if t.crc != p.sum.crc {
		return &ChangedError{Offset: p.start, Detail: fmt.Sprintf("two readings up to offset %d differ", p.end)}
	}
	return v.add(p)
}

// chunkEnd returns the nominal end of chunk i.
func (f *file) chunkEnd(i int64) int64 {
	if i >= f.size/f.o.Chunk {
		return f.size
	}
	return (i + 1) * f.o.Chunk
}

// room returns how many damaged ranges the survey may still take. It is never
// 0: the last one takes the rest of the file.
func (v *surveyor) room() int { return v.o.maxDamage - len(v.s.Damage) }

// add takes over a confirmed part.
func (v *surveyor) add(p part) error {
	if len(p.damage) >= v.room() {
		if err := v.cut(&p); err != nil {
			return err
		}
	}
	s := v.s
	s.Chunks = append(s.Chunks, Chunk{
		Offset: p.start, End: p.end,
		FirstRecord: s.Records + 1, Records: p.records,
		FirstLine: v.line, Sum: p.sum.crc,
	})
	for _, d := range p.damage {
		d.Record += s.Records + 1
		d.Line += v.line
		s.Damage = append(s.Damage, d)
	}
	s.Records += p.records
	s.EndsInside = p.inside
	v.pos, v.line = p.end, v.line+p.sum.lines
	return nil
}

// cut makes the last damaged range that there is room for run to the end of
// the file.
func (v *surveyor) cut(p *part) error {
	p.damage = p.damage[:v.room()]
	d := &p.damage[len(p.damage)-1]
	if d.Offset+d.Length == v.size {
		return nil
	}
	d.Length, d.Reason = v.size-d.Offset, TooManyDamages
	p.records, p.inside = d.Record+1, false
	p.sum.sha, p.sum.text = v.sha, v.text
	err := v.through(p.end, v.size, p.sum.add)
	p.end = v.size
	return err
}

// through reads the bytes [from, to) once more.
func (v *surveyor) through(from, to int64, tell func([]byte)) error {
	w := &v.in.w
	v.in.reset(from, nil)
	for {
		b := w.unread()
		b = b[:min(int64(len(b)), to-w.offset())]
		tell(b)
		if w.pos += len(b); w.offset() == to {
			return nil
		}
		if err := w.more(); err != nil {
			return err
		}
	}
}

// finish closes the hash and reads the last byte.
func (v *surveyor) finish() (*Survey, error) {
	s := v.s
	var last [1]byte
	if err := readFull(v.r, last[:], v.size-1); err != nil {
		return nil, err
	}
	s.FinalLineEnd = last[0] == '\n'
	s.SHA256 = hex.EncodeToString(v.sha.Sum(nil))
	v.text.finish()
	s.HighBytes, s.ValidMultiByte, s.InvalidUTF8 = v.text.high, v.text.multi, v.text.invalid
	return s, nil
}
