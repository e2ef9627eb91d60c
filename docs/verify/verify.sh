#!/bin/sh
# verify.sh SECRET ID TIMESTAMP SIGNATURES < body     exits with 0 if the webhook is genuine
secret=$1 id=$2 timestamp=$3 signatures=$4

key=$(printf %s "${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=v1,$({ printf %s "$id.$timestamp."; cat; } | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
age=$(($(date +%s) - timestamp))
case " $signatures " in *" $expected "*) [ "${age#-}" -le 300 ] ;; *) false ;; esac
