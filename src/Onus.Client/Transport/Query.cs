using System.Globalization;
using System.Text;
using Onus.Core;

namespace Onus.Client.Transport;

/// <summary>Builds a path with a query; what is null is left out.</summary>
internal readonly struct Query(string path)
{
    private readonly StringBuilder _text = new(path);

    /// <summary>A segment of a path, whatever it holds.</summary>
    public static string Segment(string text) => Uri.EscapeDataString(text);

    public Query With(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_text.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public Query With(string name, ulong? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query With(string name, bool? value) => With(name, value is { } set ? (set ? "true" : "false") : null);

    public Query With(string name, LogTime? value) => With(name, value?.ToString());

    public Query With(string name, Id128? value) => With(name, value?.ToString());

    public Query With(in PageRequest page) => With("cursor", page.Cursor).With("limit", page.Limit);

    public override string ToString() => _text.ToString();
}
