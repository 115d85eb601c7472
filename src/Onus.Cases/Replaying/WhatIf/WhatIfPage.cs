using System.Globalization;
using System.Text;
using System.Text.Json;
using Onus.Cases.Reports;

namespace Onus.Cases;

/// <summary>Writes what would have been as text and as JSON.</summary>
public static class WhatIfPage
{
    /// <summary>What the property <c>format</c> says.</summary>
    public const string Format = "onus-what-if/1";

    /// <summary>The report as lines of text.</summary>
    public static string Write(WhatIfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        Line(page, $"{report.Product} {report.Version} over the first {report.AsOf} entries: {report.Elsewhere} of {report.Cases} cases would have gone elsewhere");
        foreach (var t in report.Turns)
        {
            var stake = t.Stake.Currency.IsKnown ? $", {t.Stake} at stake" : "";
            Line(page, $"  {t.Cases} in {t.State}: {t.Would ?? "nothing"} instead of {t.Live ?? "nothing"}; they end in {t.WouldEnd}, not {t.LiveEnd}{stake}; cases {string.Join(", ", t.Examples)}");
        }

        if (!report.Impossible.IsEmpty) Line(page, $"what was done and would not have been possible:");
        foreach (var i in report.Impossible) Line(page, $"  {i.Times} times {i.What}: {i.Why}; entries {string.Join(", ", i.Examples)}");
        if (!report.Liability.IsEmpty) Line(page, $"who answers, and who has borne how much:");
        foreach (var l in report.Liability)
            Line(page, $"  {l.Party}: open {l.Open}, would be {l.WouldOpen}; borne {l.Borne}, would be {l.WouldBear}");
        if (!report.Reports.IsEmpty) Line(page, $"reports:");
        foreach (var r in report.Reports) Line(page, $"  {r.Report} to {r.Regulator}: {r.Live}, would be {r.Would}");
        if (report.Coarse > 0) Line(page, $"{report.Coarse} personal facts are known only as a cell that the new version divides; the lowest value was taken");
        if (report.MovementsLeftOut > 0) Line(page, $"{report.MovementsLeftOut} movements outside the cases were left out: the money was not there");
        return page.ToString();
    }

    /// <summary>The report as indented JSON.</summary>
    public static string WriteJson(WhatIfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ReportJson.Write(Format, json =>
        {
            json.WriteString("product", report.Product);
            json.WriteNumber("version", report.Version);
            json.WriteNumber("asOf", report.AsOf);
            json.WriteNumber("cases", report.Cases);
            json.WriteNumber("elsewhere", report.Elsewhere);
            ReportJson.Objects(json, "turns", report.Turns, t => Write(json, t));
            ReportJson.Objects(json, "impossible", report.Impossible, i =>
            {
                json.WriteString("what", i.What);
                json.WriteString("why", i.Why);
                json.WriteNumber("times", i.Times);
                Entries(json, i.Examples);
            });
            ReportJson.Objects(json, "liability", report.Liability, l =>
            {
                json.WriteString("party", l.Party);
                ReportJson.Amount(json, "open", l.Open);
                ReportJson.Amount(json, "wouldOpen", l.WouldOpen);
                ReportJson.Amount(json, "borne", l.Borne);
                ReportJson.Amount(json, "wouldBear", l.WouldBear);
            });
            ReportJson.Objects(json, "reports", report.Reports, r =>
            {
                json.WriteString("report", r.Report);
                json.WriteString("regulator", r.Regulator);
                json.WriteNumber("live", r.Live);
                json.WriteNumber("would", r.Would);
            });
            json.WriteNumber("coarse", report.Coarse);
            json.WriteNumber("movementsLeftOut", report.MovementsLeftOut);
        });
    }

    private static void Write(Utf8JsonWriter json, WhatIfTurn turn)
    {
        json.WriteString("state", turn.State);
        if (turn.Live is not null) json.WriteString("live", turn.Live);
        if (turn.Would is not null) json.WriteString("would", turn.Would);
        json.WriteString("liveEnd", turn.LiveEnd);
        json.WriteString("wouldEnd", turn.WouldEnd);
        json.WriteNumber("cases", turn.Cases);
        ReportJson.Amount(json, "stake", turn.Stake);
        Entries(json, turn.Examples);
    }

    private static void Entries(Utf8JsonWriter json, IEnumerable<ulong> entries)
    {
        json.WriteStartArray("examples");
        foreach (var entry in entries) json.WriteNumberValue(entry);
        json.WriteEndArray();
    }

    private static void Line(StringBuilder page, FormattableString text) =>
        page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
