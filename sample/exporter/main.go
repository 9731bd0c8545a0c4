package main

import (
	"crypto/tls"
	"net/http"
)

func client() *http.Client {
	config := &tls.Config{MinVersion: tls.VersionTLS10}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
}

func strict() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS13}
}

func main() { client(); strict() }
