package positions

// groupOf returns the word clusters of a folded word, coarse and fine, as hashes that are 0
// for a word of none.
func groupOf(string) [2]uint32 { return [2]uint32{} }
