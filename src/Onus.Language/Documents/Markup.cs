using System.Globalization;
using System.Text;

namespace Onus.Language.Documents;

/// <summary>Writes markup (SVG, HTML) with every text escaped.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Makes a piece of markup of its own.</summary>
    public static Markup Of(FormattableString markup) => new Markup().Add(markup);

    /// <summary>Appends markup as it is; interpolated strings and numbers are escaped, constant parts not.</summary>
    public Markup Add(FormattableString markup)
    {
        var arguments = markup.GetArguments();
        var escaped = new object?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            escaped[i] = arguments[i] is Markup inner ? inner.ToString() : Escape(arguments[i]);
        _text.AppendFormat(CultureInfo.InvariantCulture, markup.Format, escaped);
        return this;
    }

    /// <summary>Appends markup and ends the line.</summary>
    public Markup Line(FormattableString markup)
    {
        Add(markup);
        _text.Append('\n');
        return this;
    }

    /// <summary>Appends text that is already markup, such as a style sheet.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    private static string Escape(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\'':
                    escaped.Append("&#39;");
                    break;
                // XML 1.0 has no place for other control characters, lone surrogates and non-characters.
                case < ' ' when c is not ('\t' or '\n'):
                case '\uFFFE' or '\uFFFF':
                    escaped.Append('\uFFFD');
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }
}
