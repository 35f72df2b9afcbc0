// Command selections prints what the Go compiler says of a package: each place where a field of a type of
// the package example.org/gen is selected, called by its getter, or given a value.
package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
)

// only imports the one package that is asked about.
type only struct{ inner types.Importer }

func (o only) Import(path string) (*types.Package, error) {
	if path != "example.org/gen" {
		return nil, fmt.Errorf("%s is not read", path)
	}
	return o.inner.Import(path)
}

func main() {
	fset := token.NewFileSet()
	paths, _ := filepath.Glob(filepath.Join(os.Args[1], "*.go"))
	files := []*ast.File{}
	for _, path := range paths {
		file, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			panic(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}, Uses: map[*ast.Ident]types.Object{}}
	// The library is not read: what it gives is nothing of the package, and errors about it change nothing.
	config := types.Config{Importer: only{importer.ForCompiler(fset, "source", nil)}, Error: func(error) {}}
	config.Check("consumer", fset, files, info)
	report := func(at token.Pos, name string) {
		place := fset.Position(at)
		fmt.Printf("%d %s\n", place.Line, strings.TrimPrefix(name, "Get"))
	}
	for selector, selection := range info.Selections {
		object := selection.Obj()
		if object.Pkg() != nil && object.Pkg().Path() == "example.org/gen" {
			report(selector.Sel.Pos(), object.Name())
		}
	}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if pair, ok := node.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok {
					if object, ok := info.Uses[key].(*types.Var); ok && object.IsField() && object.Pkg().Path() == "example.org/gen" {
						report(key.Pos(), object.Name())
					}
				}
			}
			return true
		})
	}
}
