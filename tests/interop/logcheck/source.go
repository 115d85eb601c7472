package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// source is where a log is read: a directory, or an address below which it is served.
type source string

// read reads the file at a path of tlog-tiles. What a server gives to auditors only is
// asked for with the token in LOGCHECK_TOKEN; everything else without.
func (s source) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(s), "http") {
		return os.ReadFile(filepath.Join(string(s), path))
	}
	request, err := http.NewRequest("GET", string(s)+"/"+path, nil)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(path, "tile/entries/") {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("LOGCHECK_TOKEN"))
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}
