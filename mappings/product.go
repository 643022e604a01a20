package mappings

import (
	"lollipop/internal/chis"
)

// Product is what a drug of a dictionary is as a vaccine.
type Product struct{ Antigens chis.Antigens } // none where no row says against what

// VaccineProduct is the vaccine that a drug is, nil where it is none: by its dm+d
// code, else by the words of its term. A word that says against what goes before
// one that only says vaccine. dmd is 0 or less for none.
func (s *Set) VaccineProduct(dmd int64, term string) *Product {
	if p := s.productByDMD[dmd]; p != nil && dmd > 0 {
		return p
	}
	var found *Product
	s.productWords.find(term, func(p *Product) bool {
		if found == nil || found.Antigens == 0 {
			found = p
		}
		return found.Antigens == 0
	})
	return found
}

func (l *loading) products() {
	l.set.productByDMD = map[int64]*Product{}
	for _, r := range l.rows("vaccine_product.csv") {
		p := &Product{Antigens: r.antigens("antigens")}
		if r.oneOf("what", "dmd", "words") == "words" {
			l.set.productWords.add(r.filled("match"), p)
			continue
		}
		n, ok := chis.ParseSNOMED(r.filled("match"))
		if !ok {
			r.wrong("match", "%q is no dm+d code", r.text("match"))
			continue
		}
		l.set.productByDMD[int64(n)] = p
	}
}
