// Logcheck checks a log that Onus wrote with code that the authors of Onus did
// not write: the checksum database's packages of Go, golang.org/x/mod/sumdb.
//
//	logcheck DIRECTORY VKEY PROOFS
//
// The directory, or the address that is given in its place, holds a checkpoint
// and the tiles of tlog-tiles. The checkpoint
// must be signed by VKEY. Every entry is hashed again and the root rebuilt from
// nothing. Every line of the file PROOFS is a proof that Onus made; Go makes the
// same proof from the tiles, and the two must agree byte for byte and hold.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: logcheck DIRECTORY VKEY PROOFS")
		os.Exit(2)
	}
	if err := check(source(os.Args[1]), os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "logcheck:", err)
		os.Exit(1)
	}
}

func check(log source, vkey, proofs string) error {
	tree, err := openCheckpoint(log, vkey)
	if err != nil {
		return err
	}
	fmt.Printf("checkpoint: signed, %d entries, root %v\n", tree.N, tree.Hash)

	entries, err := readEntries(log, tree.N)
	if err != nil {
		return err
	}
	if err := rebuild(entries, tree); err != nil {
		return err
	}
	fmt.Printf("entries: %d hashed again, the root agrees\n", len(entries))

	hashes := tlog.TileHashReader(tree, tileSource{log})
	inclusion, consistency, err := checkProofs(proofs, entries, hashes)
	if err != nil {
		return err
	}
	fmt.Printf("proofs: %d of inclusion and %d of consistency agree byte for byte and hold\n", inclusion, consistency)
	return nil
}

// openCheckpoint verifies the signed note and reads its three lines. tlog.ParseTree
// would insist on the first line that the checksum database has.
func openCheckpoint(log source, vkey string) (tlog.Tree, error) {
	bytes, err := log.read("checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(bytes, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("checkpoint: %v", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		return tlog.Tree{}, fmt.Errorf("checkpoint: not three lines of the origin %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// rebuild computes the root from the entries alone.
func rebuild(entries [][]byte, tree tlog.Tree) error {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(int64(len(entries)), reader)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return fmt.Errorf("the entries make the root %v, the checkpoint says %v", root, tree.Hash)
	}
	return nil
}
