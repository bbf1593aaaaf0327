#!/usr/bin/env bash
# Lighthouse over home, catalogue, product and order, on a desk and on a phone: prints the four scores of each and exits 1 when one is under 95.
# Needs node with npm and a Chromium, and the portal with its demo running (dotnet run --project Portal.Web):
#   Portal.Tests/Browser/lighthouse.sh [http://localhost:5000]
set -euo pipefail
base=${1:-http://localhost:5000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export CHROME_PATH=${CHROME_PATH:-$(command -v chromium || command -v google-chrome)}

# the operator of the demo signs in; Lighthouse sends the cookie along
jar=$folder/cookies
token=$(curl -sS -c "$jar" "$base/sign-in" | grep -o 'name="__RequestVerificationToken"[^>]*value="[^"]*"' | head -1 | sed 's/.*value="//; s/"$//')
curl -sS -o /dev/null -b "$jar" -c "$jar" --data-urlencode "Email=operator@demo.example" --data-urlencode "Password=durejang-demo-2026" --data-urlencode "__RequestVerificationToken=$token" "$base/sign-in"
cookie=$(awk '$6 == "portal" { print $6 "=" $7 }' "$jar")
[ -n "$cookie" ] || { echo "nobody could sign in at $base: does it run with the demo?"; exit 2; }
link() { curl -sS -b "$jar" "$base$1" | grep -o "href=\"$2/[^\"?]*\"" | head -1 | sed 's/href="//; s/"$//'; }
product=$(link /products /products)
order=$(link "/orders?view=underway" /orders)

bad=0
measure() { # name path cookie
  local preset headers="{}"
  [ -z "$3" ] || headers="{\"Cookie\":\"$3\"}"
  for preset in desktop mobile; do
    npx --yes lighthouse "$base$2" --quiet --output=json --output-path="$folder/out.json" --extra-headers="$headers" $([ $preset = desktop ] && echo --preset=desktop) \
      --only-categories=performance,accessibility,best-practices,seo --chrome-flags="--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
    node -e 'const c = JSON.parse(require("fs").readFileSync(process.argv[1])).categories; const s = Object.values(c).map(x => Math.round(x.score * 100)); console.log(process.argv[2].padEnd(20), Object.keys(c).map((k, i) => `${k} ${s[i]}`).join("  ")); process.exit(s.some(x => x < 95) ? 1 : 0)' "$folder/out.json" "$1 $preset" || bad=1
  done
}
measure home / ""
measure catalogue /products ""
measure product "$product" ""
measure order "$order" "$cookie"
measure "own home" / "$cookie"
exit $bad
