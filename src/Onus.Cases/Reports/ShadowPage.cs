using System.Globalization;
using System.Text;
using Onus.Cases.Reports;

namespace Onus.Cases;

/// <summary>Writes a report of shadows as text and as JSON.</summary>
public static class ShadowPage
{
    /// <summary>What the property <c>format</c> says.</summary>
    public const string Format = "onus-shadow/1";

    /// <summary>The report as lines of text.</summary>
    public static string Write(ShadowReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        if (report.Periods.IsEmpty) page.Append(CultureInfo.InvariantCulture, $"no shadow of {report.Product} watched any act of the first {report.AsOf} entries\n");
        foreach (var p in report.Periods)
        {
            var period = p.First.ToString(report.Every == ShadowEvery.Day ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture);
            var stake = p.Stake.Currency.IsKnown && p.Differing > 0 ? $", {p.Stake} at stake" : "";
            page.Append(CultureInfo.InvariantCulture, $"{period}  {p.Shadow} (version {p.Version}): {p.Differing} of {p.Acts} acts would differ{stake}\n");
            foreach (var d in p.Differences)
            {
                var amount = d.Stake.Currency.IsKnown ? $", {d.Stake}" : "";
                page.Append(CultureInfo.InvariantCulture, $"  in {d.State}: {d.Instead ?? "no rule"} instead of {d.Live ?? "no rule"}, {d.Acts} times{amount}; entries {string.Join(", ", d.Examples)}\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The report as indented JSON.</summary>
    public static string WriteJson(ShadowReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ReportJson.Write(Format, json =>
        {
            json.WriteString("product", report.Product);
            json.WriteNumber("asOf", report.AsOf);
            json.WriteString("every", report.Every == ShadowEvery.Day ? "day" : "month");
            ReportJson.Objects(json, "periods", report.Periods, p =>
            {
                json.WriteString("first", p.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteNumber("version", p.Version);
                json.WriteString("shadow", p.Shadow);
                json.WriteNumber("acts", p.Acts);
                json.WriteNumber("differing", p.Differing);
                ReportJson.Amount(json, "stake", p.Stake);
                ReportJson.Objects(json, "differences", p.Differences, d =>
                {
                    json.WriteString("state", d.State);
                    if (d.Live is not null) json.WriteString("live", d.Live);
                    if (d.Instead is not null) json.WriteString("instead", d.Instead);
                    json.WriteNumber("acts", d.Acts);
                    ReportJson.Amount(json, "stake", d.Stake);
                    json.WriteStartArray("examples");
                    foreach (var entry in d.Examples) json.WriteNumberValue(entry);
                    json.WriteEndArray();
                });
            });
        });
    }
}
