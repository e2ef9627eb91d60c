// go run verify.go SECRET ID TIMESTAMP SIGNATURES < body     exits with 0 if the webhook is genuine
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

func isGenuine(secret, id, timestamp, signatures string, body []byte) bool {
	key, badKey := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	seconds, badTime := strconv.ParseInt(timestamp, 10, 64)
	mac := hmac.New(sha256.New, key)
	mac.Write(append([]byte(id+"."+timestamp+"."), body...))
	expected := []byte("v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	genuine := false
	for _, s := range strings.Split(signatures, " ") {
		genuine = genuine || hmac.Equal([]byte(s), expected)
	}
	return genuine && badKey == nil && badTime == nil && time.Since(time.Unix(seconds, 0)).Abs() <= 5*time.Minute
}

func main() {
	body, err := io.ReadAll(os.Stdin)
	if err != nil || !isGenuine(os.Args[1], os.Args[2], os.Args[3], os.Args[4], body) {
		os.Exit(1)
	}
}
