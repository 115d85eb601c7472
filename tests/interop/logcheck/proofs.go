package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// checkProofs reads lines of the forms
//
//	inclusion INDEX SIZE HASH...
//	consistency SIZE1 SIZE2 HASH...
//
// makes each proof again and compares.
func checkProofs(file string, entries [][]byte, hashes tlog.HashReader) (inclusion, consistency int, err error) {
	input, err := os.Open(file)
	if err != nil {
		return 0, 0, err
	}
	defer input.Close()
	for lines := bufio.NewScanner(input); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if len(words) < 3 {
			return 0, 0, fmt.Errorf("not a proof: %q", lines.Text())
		}
		first, err1 := strconv.ParseInt(words[1], 10, 64)
		size, err2 := strconv.ParseInt(words[2], 10, 64)
		if err1 != nil || err2 != nil {
			return 0, 0, fmt.Errorf("not a proof: %q", lines.Text())
		}
		switch words[0] {
		case "inclusion":
			err = checkInclusion(first, size, words[3:], entries, hashes)
			inclusion++
		case "consistency":
			err = checkConsistency(first, size, words[3:], hashes)
			consistency++
		default:
			err = fmt.Errorf("not a proof")
		}
		if err != nil {
			return 0, 0, fmt.Errorf("%s %d %d: %v", words[0], first, size, err)
		}
	}
	return inclusion, consistency, nil
}

func checkInclusion(index, size int64, theirs []string, entries [][]byte, hashes tlog.HashReader) error {
	proof, err := tlog.ProveRecord(size, index, hashes)
	if err != nil {
		return err
	}
	if err := compare(proof, theirs); err != nil {
		return err
	}
	root, err := tlog.TreeHash(size, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(entries[index]))
}

func checkConsistency(size1, size2 int64, theirs []string, hashes tlog.HashReader) error {
	proof, err := tlog.ProveTree(size2, size1, hashes)
	if err != nil {
		return err
	}
	if err := compare(proof, theirs); err != nil {
		return err
	}
	root1, err := tlog.TreeHash(size1, hashes)
	if err != nil {
		return err
	}
	root2, err := tlog.TreeHash(size2, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, size2, root2, size1, root1)
}

// compare tells two proofs apart by their texts, which are the base64 of their hashes.
func compare(ours []tlog.Hash, theirs []string) error {
	if len(ours) != len(theirs) {
		return fmt.Errorf("%d hashes, Go makes %d", len(theirs), len(ours))
	}
	for i, hash := range ours {
		if hash.String() != theirs[i] {
			return fmt.Errorf("hash %d is %s, Go makes %s", i, theirs[i], hash)
		}
	}
	return nil
}
