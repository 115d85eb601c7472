package main

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight is that of tlog-tiles: 256 hashes in a full tile.
const tileHeight = 8

// tileSource reads tiles. The paths of tlog-tiles are those of the checksum database
// without the tile height.
type tileSource struct{ log source }

func (t tileSource) Height() int { return tileHeight }

func (t tileSource) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (t tileSource) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := t.log.read(path)
		if err != nil {
			return nil, err
		}
		if len(bytes) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(bytes))
		}
		data[i] = bytes
	}
	return data, nil
}

// readEntries reads every entry bundle of a log of the given size.
func readEntries(log source, size int64) ([][]byte, error) {
	var entries [][]byte
	for n := int64(0); n<<tileHeight < size; n++ {
		width := size - n<<tileHeight
		if width > 1<<tileHeight {
			width = 1 << tileHeight
		}
		tile := tlog.Tile{H: tileHeight, L: 0, N: n, W: int(width)}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle, err := log.read(path)
		if err != nil {
			return nil, err
		}
		for i := int64(0); i < width; i++ {
			if len(bundle) < 2 || len(bundle)-2 < int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("%s ends within entry %d", path, i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			entries = append(entries, bundle[2:end])
			bundle = bundle[end:]
		}
		if len(bundle) != 0 {
			return nil, fmt.Errorf("%s has %d bytes too many", path, len(bundle))
		}
	}
	return entries, nil
}
