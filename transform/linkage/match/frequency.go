package match

// leastNamed is how many records must bear a name for it to be listed: fewer
// would tell of people.
const leastNamed = 5

// Names is how frequent names are: those that at least five records bear, and
// the share that stands for any other.
type Names struct {
	Rare   float64            `json:"rare"`
	Common map[string]float64 `json:"common"`
}

// frequencies counts the names of a field.
func (p *Pool) frequencies(of func(r *record) nameID) Names {
	counted := make([]int, len(p.names.list))
	all, rareNames, rareRecords := 0, 0, 0
	for i := range p.records {
		if id := of(&p.records[i]); id != 0 && !p.records[i].is(Protected) {
			counted[id]++
			all++
		}
	}
	n := Names{Common: map[string]float64{}}
	for id, c := range counted {
		switch {
		case c >= leastNamed:
			n.Common[p.names.list[id].text] = share(float64(c), all)
		case c > 0:
			rareNames++
			rareRecords += c
		}
	}
	n.Rare = share(float64(rareRecords)/float64(max(rareNames, 1)), all)
	return n
}

// share draws the share of a name towards that of a middling one as long as few
// names are known: in a file of ten rows two of one name do not make it common.
func share(count float64, all int) float64 {
	const middling, weight = 0.001, 1000
	return (count + middling*weight) / (float64(all) + weight)
}

func forenameOf(r *record) nameID { return r.forename }
func surnameOf(r *record) nameID  { return r.surname }

// bits are the weights of the names of a pool: the binary logarithm of how
// frequent each is.
func (n *Names) bits(p *Pool) []float32 {
	list := make([]float32, len(p.names.list))
	rare := float32(log2(n.Rare))
	for id := range p.names.list {
		list[id] = rare
		if share, ok := n.Common[p.names.list[id].text]; ok {
			list[id] = float32(log2(share))
		}
	}
	return list
}
