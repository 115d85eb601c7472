using System.Globalization;
using System.Text;
using Onus.Cases.Reports;
using Onus.Core;

namespace Onus.Cases;

/// <summary>Writes exposures as text and as JSON.</summary>
public static class ExposurePage
{
    /// <summary>What the property <c>format</c> says.</summary>
    public const string Format = "onus-exposure/1";

    /// <summary>The report as lines of text.</summary>
    public static string Write(ExposureReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"after {report.AsOf} entries, {report.Time}\n");
        foreach (var total in report.Totals)
        {
            page.Append(CultureInfo.InvariantCulture, $"actor {total.Actor} in {total.Product}: {total.Amount}  (liability account {total.Account})\n");
            foreach (var l in report.Lines.Where(l => l.Actor == total.Actor && l.Product == total.Product && l.Amount.Currency == total.Amount.Currency))
                page.Append(CultureInfo.InvariantCulture, $"  {l.Amount} as {l.Party} in {l.State}, legally {l.Legal}: {Count(l.Cases)} of version {l.Version}\n");
        }

        foreach (var l in report.Answering)
            page.Append(CultureInfo.InvariantCulture, $"actor {l.Actor} answers as {l.Party} for {Count(l.Cases)} of {l.Product} {l.Version} in {l.State}, legally {l.Legal}; nobody owes an amount\n");
        foreach (var c in report.Caps)
        {
            var whose = c.Per == 0 ? c.On : $"{c.On}, for actor {c.Per}";
            page.Append(CultureInfo.InvariantCulture, $"cap {c.Cap} of {c.Product} on {whose}: {c.Used} of {c.Limit} used{(c.Used.Minor > c.Limit.Minor ? ", EXCEEDED" : "")}\n");
        }

        foreach (var step in report.History)
            page.Append(CultureInfo.InvariantCulture, $"{step.Time}  entry {step.Entry}  {step.Product}: {step.After}\n");
        if (report.Totals.IsEmpty && report.Answering.IsEmpty) page.Append("nobody has ever been liable in a case\n");
        return page.ToString();
    }

    /// <summary>The report as indented JSON.</summary>
    public static string WriteJson(ExposureReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ReportJson.Write(Format, json =>
        {
            json.WriteNumber("asOf", report.AsOf);
            json.WriteString("time", report.Time.ToString());
            ReportJson.Objects(json, "totals", report.Totals, t =>
            {
                json.WriteNumber("actor", t.Actor);
                json.WriteString("product", t.Product);
                ReportJson.Amount(json, "amount", t.Amount);
                json.WriteNumber("account", t.Account);
            });
            ReportJson.Objects(json, "lines", report.Lines, l =>
            {
                Place(json, l.Actor, l.Party, l.Product, l.Version, l.State, l.Legal, l.Cases);
                ReportJson.Amount(json, "amount", l.Amount);
            });
            ReportJson.Objects(json, "answering", report.Answering, l =>
                Place(json, l.Actor, l.Party, l.Product, l.Version, l.State, l.Legal, l.Cases));
            ReportJson.Objects(json, "caps", report.Caps, c =>
            {
                json.WriteString("product", c.Product);
                json.WriteString("cap", c.Cap);
                json.WriteString("title", c.Title);
                json.WriteString("on", c.On);
                if (c.Per != 0) json.WriteNumber("per", c.Per);
                ReportJson.Amount(json, "used", c.Used);
                ReportJson.Amount(json, "limit", c.Limit);
            });
            ReportJson.Objects(json, "history", report.History, step =>
            {
                json.WriteNumber("entry", step.Entry);
                json.WriteString("time", step.Time.ToString());
                json.WriteString("product", step.Product);
                ReportJson.Amount(json, "after", step.After);
            });
        });
    }

    private static void Place(
        System.Text.Json.Utf8JsonWriter json, ulong actor, string party, string product, int version, string state, string legal, ulong cases)
    {
        json.WriteNumber("actor", actor);
        json.WriteString("party", party);
        json.WriteString("product", product);
        json.WriteNumber("version", version);
        json.WriteString("state", state);
        json.WriteString("legal", legal);
        json.WriteNumber("cases", cases);
    }

    private static string Count(ulong cases) => cases == 1 ? "1 case" : $"{Money.FormatMinor(cases, 0)} cases";
}
