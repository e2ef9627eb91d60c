#!/bin/sh
# send.sh URL SECRET < body     sends a signed webhook to your own receiver and prints its status
url=$1 secret=$2
id=evt_test timestamp=$(date +%s) body=$(cat; printf .)
body=${body%.}

key=$(printf %s "${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
signature=v1,$(printf %s "$id.$timestamp.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
printf %s "$body" | curl -s -o /dev/null -w '%{http_code}\n' --data-binary @- -H 'content-type: application/json' \
  -H "webhook-id: $id" -H "webhook-timestamp: $timestamp" -H "webhook-signature: $signature" "$url"
