package match

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Parameters is all that a score rests on: what was learnt, and of what. It can
// be saved, read and used for other records.
type Parameters struct {
	Version             int                     `json:"version"`
	Data                Data                    `json:"data"`
	Pairs               [Classes]float64        `json:"-"`
	Shares              [Classes][Fields]shares `json:"-"`
	Forenames, Surnames Names                   `json:"-"`
	Oversize            Oversize                `json:"-"`
	Errors              Errors                  `json:"-"` // that limits are set by
}

// Data is what parameters were learnt of.
type Data struct {
	Records        int    `json:"records"`
	Content        string `json:"content"` // a sum over the records, whatever their order
	CandidatePairs int    `json:"candidate_pairs"`
	RandomPairs    int    `json:"random_pairs"`
	GoldPairs      int    `json:"gold_pairs"`      // that share a valid number
	HouseholdPairs int    `json:"household_pairs"` // that have two and one home
	LearntFrom     string `json:"learnt_from"`     // "equal NHS numbers" or "expectation and maximisation"
}

const version = 2

// file is how parameters stand in a file.
type file struct {
	Version  int                    `json:"version"`
	Data     Data                   `json:"data"`
	Pairs    map[string]float64     `json:"pairs"`
	Fields   map[string][]fileLevel `json:"fields"`
	Names    map[string]Names       `json:"names"`
	Errors   Errors                 `json:"expected_errors"`
	Oversize []fileKey              `json:"oversize_keys"`
}

type fileLevel struct {
	Level     string  `json:"level"`
	Same      float64 `json:"same"`
	Household float64 `json:"household"`
	Stranger  float64 `json:"stranger"`
}

type fileKey struct {
	Rule string `json:"rule"`
	Hash string `json:"hash"`
	Take int    `json:"take"` // refining parts; 255: not compared
}

// JSON is the parameters as a readable file, the same bytes for the same.
func (m *Parameters) JSON() ([]byte, error) {
	f := file{Version: version, Data: m.Data, Pairs: map[string]float64{}, Fields: map[string][]fileLevel{}, Errors: m.Errors, Oversize: []fileKey{}}
	for c, n := range m.Pairs {
		f.Pairs[classWords[c]] = n
	}
	for field := range Fields {
		for level := 1; level < levelsOf(field); level++ {
			f.Fields[field.String()] = append(f.Fields[field.String()], fileLevel{
				LevelWord(field, uint8(level)), m.Shares[Same][field][level], m.Shares[Household][field][level], m.Shares[Stranger][field][level],
			})
		}
	}
	f.Names = map[string]Names{"forename": m.Forenames, "surname": m.Surnames}
	for k, n := range m.Oversize {
		f.Oversize = append(f.Oversize, fileKey{rules[k.Rule].name, strconv.FormatUint(uint64(k.Hash), 16), int(n)})
	}
	slices.SortFunc(f.Oversize, func(a, b fileKey) int { return bytes.Compare([]byte(a.Rule+" "+a.Hash), []byte(b.Rule+" "+b.Hash)) })
	data, err := json.MarshalIndent(f, "", " ")
	return append(data, '\n'), err
}

// ErrParameters is wrapped by what ParseParameters refuses.
var ErrParameters = errors.New("no file of parameters that this version can use")

// ParseParameters reads what JSON wrote.
func ParseParameters(data []byte) (*Parameters, error) {
	var f file
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrParameters, err)
	}
	if f.Version != version {
		return nil, fmt.Errorf("%w: version %d, want %d", ErrParameters, f.Version, version)
	}
	m := &Parameters{Data: f.Data, Forenames: f.Names["forename"], Surnames: f.Names["surname"], Errors: f.Errors, Oversize: Oversize{}}
	if err := m.Errors.valid(); err != nil {
		return nil, err
	}
	for c, word := range classWords {
		m.Pairs[c] = f.Pairs[word]
		if !(m.Pairs[c] > 0) || math.IsInf(m.Pairs[c], 0) {
			return nil, fmt.Errorf("%w: pairs: %s is not above 0", ErrParameters, word)
		}
	}
	if err := m.readFields(&f); err != nil {
		return nil, err
	}
	return m, m.readKeys(&f)
}

func (m *Parameters) readFields(f *file) error {
	for field := range Fields {
		levels := f.Fields[field.String()]
		if len(levels) != levelsOf(field)-1 {
			return fmt.Errorf("%w: fields: %s has %d levels, want %d", ErrParameters, field, len(levels), levelsOf(field)-1)
		}
		for i, l := range levels {
			for c, v := range [Classes]float64{l.Same, l.Household, l.Stranger} {
				if !(v > 0 && v <= 1) || l.Level != LevelWord(field, uint8(i+1)) {
					return fmt.Errorf("%w: fields: %s: level %q is not the %d. or not between 0 and 1", ErrParameters, field, l.Level, i+1)
				}
				m.Shares[c][field][i+1] = v
			}
		}
	}
	if !(m.Forenames.Rare > 0) || !(m.Surnames.Rare > 0) {
		return fmt.Errorf("%w: names: rare is not above 0", ErrParameters)
	}
	return nil
}

func (m *Parameters) readKeys(f *file) error {
	for _, k := range f.Oversize {
		rule := slices.IndexFunc(rules[:], func(r rule) bool { return r.name == k.Rule })
		hash, err := strconv.ParseUint(k.Hash, 16, 32)
		if rule < 0 || err != nil || k.Take < 0 || k.Take > void {
			return fmt.Errorf("%w: oversize_keys: rule %q, hash %q", ErrParameters, k.Rule, k.Hash)
		}
		m.Oversize[Key{uint8(rule), uint32(hash)}] = uint8(k.Take)
	}
	return nil
}

func log2(x float64) float64 { return math.Log2(x) }
