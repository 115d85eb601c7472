using System.Text.RegularExpressions;

namespace Onus.Messages.Schemas;

/// <summary>What a value may look like, as an ISO 20022 schema says it.</summary>
internal sealed class SimpleType
{
    public required string Name { get; init; }

    /// <summary>The built-in type below it, such as <c>decimal</c>.</summary>
    public required string Base { get; init; }

    public int MinLength { get; init; }

    public int MaxLength { get; init; } = int.MaxValue;

    public IReadOnlySet<string>? Codes { get; init; }

    public Regex? Pattern { get; init; }

    public int TotalDigits { get; init; } = int.MaxValue;

    public int FractionDigits { get; init; } = int.MaxValue;

    public bool IsNotNegative { get; init; }

    /// <summary>Says what is wrong with a text, or null.</summary>
    public string? Fault(string text)
    {
        if (Base == "string") return FaultOfString(text);
        var value = text.Trim(' ', '\t', '\r', '\n');
        return Base switch
        {
            "decimal" => FaultOfNumber(value),
            "boolean" => value is "true" or "false" or "1" or "0" ? null : "is not true or false",
            "date" => IsoDateTime.TryReadDate(value, out _) ? null : "is no date such as 2027-01-31",
            "dateTime" => IsoDateTime.TryRead(value, out _) ? null : "is no time such as 2027-01-31T09:30:00+01:00",
            "time" => IsoDateTime.TryRead($"2000-01-01T{value}", out _) ? null : "is no time such as 09:30:00",
            "base64Binary" => System.Buffers.Text.Base64.IsValid(value) ? null : "is not in base 64",
            _ => null,
        };
    }

    private string? FaultOfString(string text)
    {
        if (Codes is not null)
            return Codes.Contains(text) ? null : Codes.Count > 12 ? "is none of its codes"
                : $"is none of {string.Join(", ", Codes)}";
        if (MinLength > 0 || MaxLength < int.MaxValue)
        {
            var length = Characters.Count(text);
            if (length < MinLength) return MinLength == 1 ? "is empty" : $"has fewer than {MinLength} characters";
            if (length > MaxLength) return $"has {length} characters, {length - MaxLength} too many";
        }

        return Pattern is null || Pattern.IsMatch(text) ? null : $"is not of the form {Pattern.ToString()[5..^3]}";
    }

    private string? FaultOfNumber(string text)
    {
        var digits = text.AsSpan();
        var negative = digits is ['-', ..];
        if (digits is ['-' or '+', ..]) digits = digits[1..];
        var point = digits.IndexOf('.');
        var whole = (point < 0 ? digits : digits[..point]).TrimStart('0');
        var fraction = (point < 0 ? [] : digits[(point + 1)..]).TrimEnd('0');
        if (digits.IsEmpty || digits is "." || whole.ContainsAnyExceptInRange('0', '9')
            || fraction.ContainsAnyExceptInRange('0', '9'))
            return "is no decimal number";
        if (negative && IsNotNegative && whole.Length + fraction.Length > 0) return "is below zero";
        if (fraction.Length > FractionDigits) return $"has more than {FractionDigits} digits after the point";
        return whole.Length + fraction.Length > TotalDigits ? $"has more than {TotalDigits} digits" : null;
    }
}
