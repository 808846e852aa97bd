package linear

import (
	"math"
	"slices"
)

// memory is how many steps back minimise remembers.
const memory = 10

// correction is what a step taught about the curvature: how x moved, how the gradient moved.
type correction struct {
	x, g []float64
	rho  float64 // one by their product
}

// minimise looks for the minimum of a convex function from x on, by limited-memory BFGS
// (Liu and Nocedal 1989) with steps halved until they lead down far enough. It stops after
// so many iterations, or when no step leads down. f returns the value at x, and puts the
// gradient into g. Products are converted before they are added, as in loss.at.
func minimise(f func(x, g []float64) float64, x []float64, iterations int) []float64 {
	var past []correction
	g := make([]float64, len(x))
	value := f(x, g)
	for range iterations {
		d := direction(past, g)
		slope := dot(d, g)
		step := 1.0
		if past == nil {
			step = min(1, 1/math.Sqrt(dot(g, g)))
		}
		x2, g2 := make([]float64, len(x)), make([]float64, len(x))
		next := 0.0
		for tries := 0; ; tries++ {
			for i := range x {
				x2[i] = x[i] + float64(step*d[i])
			}
			if next = f(x2, g2); next <= value+float64(1e-4*step*slope) {
				break
			}
			if tries == 30 {
				return x
			}
			step /= 2
		}
		c := correction{x: make([]float64, len(x)), g: make([]float64, len(x))}
		for i := range x {
			c.x[i], c.g[i] = x2[i]-x[i], g2[i]-g[i]
		}
		if curve := dot(c.x, c.g); curve > 0 {
			c.rho = 1 / curve
			if len(past) == memory {
				past = slices.Delete(past, 0, 1)
			}
			past = append(past, c)
		}
		x, g, value = x2, g2, next
	}
	return x
}

// direction returns where to go: against the gradient, bent by what past steps taught.
func direction(past []correction, g []float64) []float64 {
	d := make([]float64, len(g))
	for i, v := range g {
		d[i] = -v
	}
	if len(past) == 0 {
		return d
	}
	alpha := make([]float64, len(past))
	for k, c := range slices.Backward(past) {
		alpha[k] = c.rho * dot(c.x, d)
		along(d, -alpha[k], c.g)
	}
	last := past[len(past)-1]
	scale := 1 / (last.rho * dot(last.g, last.g))
	for i := range d {
		d[i] *= scale
	}
	for k, c := range past {
		along(d, alpha[k]-float64(c.rho*dot(c.g, d)), c.x)
	}
	return d
}

// along adds a times x to d.
func along(d []float64, a float64, x []float64) {
	for i, v := range x {
		d[i] += float64(a * v)
	}
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += float64(v * b[i])
	}
	return sum
}
