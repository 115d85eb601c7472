using System.Globalization;
using Onus.Cli.Scenario;
using Onus.Server;

namespace Onus.Cli.Demo;

/// <summary>A script for the visitor of the demo: a transfer, a dispute, its decision and its exhibit, with curl alone.</summary>
internal static class DemoTry
{
    /// <summary>Writes it into the node's folder.</summary>
    /// <returns>Where it is.</returns>
    public static string Write(Node node, ScenarioNode play, IReadOnlyList<DemoPersona> personas, string url)
    {
        var actors = play.Actors.ToDictionary(a => a.Name, a => a.Entry);
        var path = Path.Combine(node.Folder, "try.sh");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $$$"""
            #!/usr/bin/env bash
            # A transfer, a dispute, its decision and its exhibit, with curl alone. Run it while the demo serves.
            set -euo pipefail
            node={{{url.TrimEnd('/')}}}
            mei={{{TokenOf("Mei")}}}
            officer={{{TokenOf(DemoNames.Officer)}}}

            post() { # key, path, body, more options
              curl -sS --fail-with-body -H "Authorization: Bearer $1" -H 'Content-Type: application/json' -d "$3" "${@:4}" "$node$2"; echo
            }

            echo '1. Mei pays Hua CNY 5.00'
            post "$mei" /v1/transfers '{"debit":"user/wallet of Mei","credit":"user/wallet of Hua","amount":"5.00"}'

            echo '2. Mei disputes a payment of CNY 180.00'
            opened=$(post "$mei" /v1/cases '{
              "product":"chargeback", "as":"user",
              "parties":{"user":{{{actors["Mei"]}}}, "merchant":{{{actors["Blue Kiln"]}}}, "acquirer":{{{actors["Harbour Acquiring"]}}} },
              "accounts":{"user/wallet":"user/wallet of Mei", "merchant/settlement":"merchant/settlement of Blue Kiln",
                          "acquirer/settlement":"acquirer/settlement of Harbour Acquiring"},
              "facts":{"claim":{"value":"180.00"}, "route":{"value":"domestic"}, "kind":{"value":"unclear"}, "payment-age":{"value":"518400"} } }')
            echo "$opened"
            case=$(sed -n 's/.*"case":\([0-9]*\).*/\1/p' <<< "$opened")
            head=$(sed -n 's/.*"head":\([0-9]*\).*/\1/p' <<< "$opened")

            echo "3. The officer decides case $case, on the head that they were shown: in doubt the money goes back"
            post "$officer" "/v1/cases/$case/steps" '{"step":"advance-unseen","as":"dispute-officer"}' -H "If-Match: \"$head\""

            echo "4. The exhibit of case $case, verified with openssl"
            file={{{node.Folder}}}/exhibits/case-$case
            curl -sS --fail-with-body -H "Authorization: Bearer $officer" -o "$file.zip" "$node/v1/cases/$case/exhibit"
            unzip -q -o "$file.zip" -d "$file"
            bash "$file/verify.sh" {{{node.Folder}}}/log.vkey
            echo "and in a browser: $file/index.html"

            """));
        return path;

        string TokenOf(string name) => personas.First(p => p.Name == name).Token;
    }
}
