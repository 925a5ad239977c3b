#!/usr/bin/env bash
# Checks that this commit is live, reaches its storage, and refuses requests without a token.  smoke.sh URL COMMIT [MINUTES]
set -euo pipefail
url=${1%/} commit=$2 minutes=${3:-10}

# Right after a deployment the old instances may still answer, and the first start takes long.
give_up=$((SECONDS + minutes * 60))
until health=$(curl --silent --show-error --fail --max-time 20 "$url/api/health") && [[ $health == *"$commit"* ]]; do
  if ((SECONDS >= give_up)); then
    echo "$url/api/health did not report commit $commit within $minutes minutes. The last answer: ${health:-none}" >&2
    exit 1
  fi
  sleep 5
done
echo "$health"

status=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 20 "$url/api/me")
if [[ $status != 401 ]]; then
  echo "$url/api/me answered a request without a token with $status. It must answer with 401." >&2
  exit 1
fi
