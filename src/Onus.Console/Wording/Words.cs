using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Onus.Core;

namespace Onus.Console.Wording;

/// <summary>The words of the language that the reader has chosen, or that their browser asks for.</summary>
internal sealed class Words
{
    public const string Cookie = "onus_language";

    private static readonly SearchValues<char> AmountCharacters = SearchValues.Create("0123456789.");

    private readonly IReadOnlyDictionary<string, string> words;

    private Words(string language, WordBook book)
    {
        Language = language;
        words = book.Of(language);
    }

    /// <summary>The language as an HTML <c>lang</c>.</summary>
    public string Language { get; }

    /// <summary>What is said under a key.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is.</exception>
    public string this[string key] => words.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"no words for '{key}'");

    public static Words For(HttpContext? http, WordBook book)
    {
        if (http?.Request.Cookies[Cookie] is { } chosen && WordBook.Languages.Contains(chosen)) return new Words(chosen, book);
        if (!StringWithQualityHeaderValue.TryParseList(http?.Request.Headers.AcceptLanguage, out var asked))
            return new Words(WordBook.English, book);
        foreach (var one in asked.OrderByDescending(a => a.Quality ?? 1))
        {
            var text = one.Value.ToString();
            if (text.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return new Words(WordBook.Chinese, book);
            if (text.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return new Words(WordBook.English, book);
        }

        return new Words(WordBook.English, book);
    }

    public static Words In(string language) => new(language, WordBook.Embedded);

    /// <summary>What is said under a key, with {0}, {1}, ... filled in.</summary>
    public string Say(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The same for a number, {0}: of <c>"one case|{0} cases"</c> the first for one, the second for all others.</summary>
    public string Count(string key, ulong number)
    {
        var forms = this[key].Split('|');
        return string.Format(CultureInfo.InvariantCulture, number == 1 ? forms[0] : forms[^1], Number(number));
    }

    /// <summary>The name of a value of a closed list, such as a state of a report; the value itself where it has none.</summary>
    public string Value(string list, string value) => words.GetValueOrDefault($"{list}.{value}", value);

    /// <summary>All that is said under keys with a prefix, as JSON by the rest of the key: for a script of the page.</summary>
    public string Json(string prefix) => JsonSerializer.Serialize(
        words.Where(w => w.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(w => w.Key[prefix.Length..], w => w.Value, StringComparer.Ordinal));

    /// <summary>A number with separators: <c>12,345</c>.</summary>
    public static string Number(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An amount with separators, and a true minus: <c>−1,500.00</c>; what is no plain amount as it is.</summary>
    public static string Amount(string amount)
    {
        if (amount.AsSpan().TrimStart('-').ContainsAnyExcept(AmountCharacters)) return amount;
        var digits = amount.AsSpan();
        var text = new StringBuilder();
        if (digits.StartsWith("-"))
        {
            text.Append('\u2212');
            digits = digits[1..];
        }

        var whole = digits.IndexOf('.') is var dot and >= 0 ? digits[..dot] : digits;
        for (var i = 0; i < whole.Length; i++)
        {
            if (i > 0 && (whole.Length - i) % 3 == 0) text.Append(',');
            text.Append(whole[i]);
        }

        return text.Append(digits[whole.Length..]).ToString();
    }

    /// <summary>An instant to the minute, in UTC: <c>2026-11-24 08:30</c>.</summary>
    public static string Minute(LogTime time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant to the second, in UTC: <c>2026-11-24 08:30:05</c>.</summary>
    public static string Second(LogTime time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A span in its two largest units: <c>3 d 4 h</c>.</summary>
    public string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => $"{Unit((int)span.TotalDays, "d")} {Unit(span.Hours, "h")}",
        { TotalHours: >= 1 } => $"{Unit(span.Hours, "h")} {Unit(span.Minutes, "m")}",
        { TotalMinutes: >= 1 } => $"{Unit(span.Minutes, "m")} {Unit(span.Seconds, "s")}",
        _ => Unit(Math.Max(0, span.Seconds), "s"),
    };

    /// <summary>How long until an instant, or since: <c>in 3 d 4 h</c>.</summary>
    public string Until(LogTime time, LogTime now) => time >= now
        ? Say("time.in", Span(time.ToDateTimeOffset() - now.ToDateTimeOffset()))
        : Say("time.ago", Span(now.ToDateTimeOffset() - time.ToDateTimeOffset()));

    private string Unit(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number}{this["time." + unit]}");
}
