package network_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/index/network"
)

// reader reads a graph with NetworkX, a graph library that shares nothing with ours, and
// writes what it has understood.
const reader = `
import json, sys
import networkx as nx
g = nx.read_graphml(sys.argv[1]) if sys.argv[1].endswith("graphml") else nx.read_gexf(sys.argv[1])
nodes = [[d["label"], d["documents"], d["positions"]] for _, d in g.nodes(data=True)]
edges = [[a, b, int(d["weight"]), d["agree"], d["disagree"]] for a, b, d in g.edges(data=True)]
json.dump({"Directed": g.is_directed(), "Nodes": nodes, "Edges": edges}, sys.stdout)
`

type read struct {
	Directed     bool
	Nodes, Edges [][]any
}

// TestNetworkX: a graph library reads every node, edge and attribute back, as numbers where
// they are numbers.
func TestNetworkX(t *testing.T) {
	if err := exec.Command("python3", "-c", "import networkx").Run(); err != nil {
		t.Skip("python3 has no networkx (Debian: python3-networkx)")
	}
	g := &network.Graph{
		Title: "A & B <c>",
		Nodes: []network.Node{{"Ruritania & <Graustark>", 3, 2}, {"“Zenda” \"Castle\"", 1, 0}, {"Évian\x00", 5, 7}},
		Edges: []network.Edge{{Source: 0, Target: 1, Weight: 4, Agree: 3, Disagree: 1}, {Source: 1, Target: 2, Weight: 1}},
	}
	want := read{
		Nodes: [][]any{{"Ruritania & <Graustark>", 3.0, 2.0}, {"“Zenda” \"Castle\"", 1.0, 0.0}, {"Évian�", 5.0, 7.0}},
		Edges: [][]any{{"n0", "n1", 4.0, 3.0, 1.0}, {"n1", "n2", 1.0, 0.0, 0.0}},
	}
	for name, write := range map[string]func(io.Writer, *network.Graph) error{"g.graphml": network.GraphML, "g.gexf": network.GEXF} {
		var b bytes.Buffer
		if err := write(&b, g); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("python3", "-c", reader, file)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got read
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
