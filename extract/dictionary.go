package extract

import (
	"context"
	"strconv"

	"lollipop/extract/emis"
	"lollipop/extract/scan"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// codeInfo is what is known of a code of one source.
type codeInfo struct {
	in       bool // in scope for a practice feed by any of its rows
	category int32
}

// dictionary is the codes of one source, over all its batches.
type dictionary struct {
	codes      *index[int64]
	info       []codeInfo // of each code
	categories *index[string]
}

func newDictionary() *dictionary {
	return &dictionary{codes: newIndex(func(k int64) uint64 { return hashInt(uint64(k)) }), categories: newIndex(hashText)}
}

func hashText(s string) uint64 {
	h := uint64(len(s))
	for i := range len(s) {
		h = mix(h, uint64(s[i]))
	}
	return h
}

// find returns what is known of a code.
func (d *dictionary) find(code int64) (codeInfo, bool) {
	n, ok := d.codes.find(code)
	if !ok {
		return codeInfo{}, false
	}
	return d.info[n], true
}

// category returns the category of a code for the list of excluded rows.
func (d *dictionary) category(code int64) string {
	info, ok := d.find(code)
	if !ok || d.categories.keys[info.category] == "" {
		return noCategory
	}
	return d.categories.keys[info.category]
}

// entry is one dictionary row.
type entry struct {
	code     int64
	in       bool
	category string
}

// add takes over rows in the order of row ids: a code is in scope if any of
// its rows is, and has the category of the last one.
func (d *dictionary) add(rows []entry) {
	for _, e := range rows {
		n := d.codes.add(e.code)
		if n == len(d.info) {
			d.info = append(d.info, codeInfo{})
		}
		d.info[n] = codeInfo{in: d.info[n].in || e.in, category: int32(d.categories.add(e.category))}
	}
}

// codeCells are the places of what scope is judged by in a staged dictionary.
type codeCells struct {
	category, concept, read, term int
}

// readDictionaries reads every source's dictionary.
func (r *run) readDictionaries(ctx context.Context) error {
	r.progress.phase("dictionaries")
	e := r.Mappings.Entity("clinical_code")
	cells := codeCells{}
	if err := cellsOf(e, map[string]*int{
		"EmisCodeCategoryDescription": &cells.category, "SnomedCTConceptId": &cells.concept, "ReadTermId": &cells.read,
		"Term": &cells.term,
	}); err != nil {
		return err
	}
	for range r.sources {
		r.codes = append(r.codes, newDictionary())
	}
	tasks := r.tasks(func(f *file) bool { return f.Entity == e })
	found := make([][]entry, len(tasks))
	err := r.each(ctx, tasks, func(ctx context.Context, s *scratch, i int) error {
		judge := codeJudge{set: r.Mappings, cells: cells, practice: tasks[i].practice, categories: map[string]string{}}
		return r.prepare(ctx, s, tasks[i], func(b *table.Batch) {
			found[i] = append(found[i], judge.see(b, emis.Cell(e.Code)))
		})
	})
	if err != nil {
		return err
	}
	for i, t := range tasks {
		r.codes[t.source].add(found[i])
	}
	return nil
}

// prepare types the readable, keyed rows of a chunk one by one, ahead of the
// pass that stages them. The batch that see gets holds just the one row.
func (r *run) prepare(ctx context.Context, s *scratch, t task, see func(*table.Batch)) error {
	reader := s.reader(t)
	k := keysOf(t.Entity)
	if t.messages != nil {
		return r.messageRows(ctx, t, func(p place, row *emis.MessageRow) error {
			if row == nil {
				return nil
			}
			reader.Batch.Reset()
			reader.Aside.Reset()
			reader.ReadMessage(row, p.id, p.line, p.offset)
			if k.complete(t.Entity, reader.Batch, 0) {
				see(reader.Batch)
			}
			return nil
		})
	}
	return r.scan(ctx, t, func(rec *scan.Record) error {
		if rule, _ := t.bad(rec); rule != "" {
			return nil
		}
		reader.Batch.Reset()
		reader.Aside.Reset()
		reader.Read(rec, rowID(t.file, rec))
		if k.complete(t.Entity, reader.Batch, 0) {
			see(reader.Batch)
		}
		return nil
	})
}

// codeJudge judges dictionary rows of one chunk.
type codeJudge struct {
	set        *mappings.Set
	cells      codeCells
	practice   bool
	categories map[string]string // one string for each category
	digits     []byte
}

func (j *codeJudge) see(b *table.Batch, codeCell int) entry {
	i := b.N - 1
	text := b.Vec[j.cells.category].Text.At(i)
	category, ok := j.categories[string(text)]
	if !ok {
		category = string(text)
		j.categories[category] = category
	}
	e := entry{code: b.Vec[codeCell].I64[i], category: category}
	e.in = !j.practice || j.set.ScopeCategory(category) || j.means(b, i, e.code)
	return e
}

// means says whether the code may mean something that a practice feed is to
// bring. Transform resolves it from the whole dictionary: were less asked here,
// an event that is to be migrated could be left out.
func (j *codeJudge) means(b *table.Batch, i int, code int64) bool {
	row := mappings.DictionaryCode{Term: b.Vec[j.cells.term].Text.At(i), Read: b.Vec[j.cells.read].Text.At(i), ID: code}
	if id := b.Vec[j.cells.concept].I64[i]; id != table.NullInt64 {
		j.digits = strconv.AppendInt(j.digits[:0], id, 10)
		row.SNOMED = j.digits
	}
	reading := j.set.Read(row)
	return reading.InScope(j.set)
}
