package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const manifestName = "manifest.json"

// Manifest is what manifest.json holds.
type Manifest struct {
	// Apart are files of the stage whose bytes differ from run to run (an
	// encrypted workbook): listed and checked, and not covered by the root.
	Apart   []File  `json:"apart"`
	Content Content `json:"content"`
	Root    string  `json:"root"`
}

// ReadManifest reads a finished stage's manifest, and those of the stages it
// was made from, and refuses where the chain of roots between them is broken.
// Errors: MissingError, ChangedError, ErrAltered.
func (w *Workspace) ReadManifest(stage string) (Manifest, error) {
	m, err := w.StageManifest(stage)
	if err != nil {
		return Manifest{}, err
	}
	if err := w.checkPrevious(m); err != nil {
		return Manifest{}, err
	}
	return m, nil
}

func (w *Workspace) checkPrevious(m Manifest) error {
	stage := m.Content.Stage
	var what []string
	for _, before := range Stages() {
		root, named := m.Content.Previous[before]
		if !named || before == stage {
			continue
		}
		earlier, err := w.ReadManifest(before)
		if err != nil {
			return fmt.Errorf("follow %s back: %w", stage, err)
		}
		if earlier.Root != root {
			what = append(what, fmt.Sprintf("%s was run again since", before))
		}
	}
	if what != nil {
		return &ChangedError{Dir: w.Dir, Stage: stage, What: what}
	}
	return nil
}

// StageManifest reads one manifest and checks its own root, and no other. Use
// ReadManifest unless a broken chain is what is asked about.
func (w *Workspace) StageManifest(stage string) (Manifest, error) {
	if !isStage(stage) {
		return Manifest{}, fmt.Errorf("read manifest: %q is no stage", stage)
	}
	data, err := os.ReadFile(w.Path(stage, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		_, partial := os.Stat(w.partial(stage))
		return Manifest{}, &MissingError{Dir: w.Dir, Stage: stage, Interrupted: partial == nil}
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("read manifest: %w", err)
	}
	m, err := decodeManifest(data)
	if err == nil && m.Content.Stage != stage {
		err = fmt.Errorf("%w: it is the manifest of %q", ErrAltered, m.Content.Stage)
	}
	if errors.Is(err, ErrAltered) {
		return Manifest{}, &ManifestError{w.Dir, stage, err}
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("read manifest of %s: %w", stage, err)
	}
	return m, nil
}

// decodeManifest reads a manifest and checks its root over the bytes of content
// as they stand, so that a field this version does not know still counts.
func decodeManifest(data []byte) (Manifest, error) {
	var raw struct {
		Content json.RawMessage `json:"content"`
	}
	var m Manifest
	if err := errors.Join(json.Unmarshal(data, &raw), json.Unmarshal(data, &m)); err != nil {
		return Manifest{}, fmt.Errorf("%w: it is torn, or no manifest", ErrAltered)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, raw.Content); err != nil {
		return Manifest{}, fmt.Errorf("%w: no content", ErrAltered)
	}
	if sum(compact.Bytes()) != m.Root {
		return Manifest{}, fmt.Errorf("%w: content does not hash to its root", ErrAltered)
	}
	if m.Content.Schema > ContentSchema {
		return Manifest{}, fmt.Errorf("manifest has schema %d, this program reads up to %d", m.Content.Schema, ContentSchema)
	}
	return m, nil
}

// encodeManifest gives the bytes of manifest.json, indented for people: the
// root is over the compact form.
func encodeManifest(c Content, apart []File) (data []byte, root string, err error) {
	content, err := canonical(c)
	if err != nil {
		return nil, "", err
	}
	root = sum(content)
	list, err := json.Marshal(sortedFiles(apart))
	if err != nil {
		return nil, "", fmt.Errorf("encode manifest: %w", err)
	}
	compact := fmt.Appendf(nil, `{"apart":%s,"content":%s,"root":%q}`, list, content, root)
	var buf bytes.Buffer
	if err := json.Indent(&buf, compact, "", "  "); err != nil {
		return nil, "", fmt.Errorf("encode manifest: %w", err)
	}
	buf.WriteByte('\n')
	return buf.Bytes(), root, nil
}

func (w *Workspace) partial(stage string) string { return filepath.Join(w.Dir, stage+".partial") }

func (w *Workspace) retired(stage string) string { return filepath.Join(w.Dir, stage+".old") }
