package actors

func (r *reading) roles() {}
