using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary>Cuts a source into tokens; whatever lies between two tokens is the trivia of the later one.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly DiagnosticBag _bag;
    private readonly MarkdownFences? _fences;
    private readonly List<SyntaxToken> _tokens = [];
    private int _position;
    private int _fullStart;
    private bool _startsLine = true;

    private Lexer(SourceText source, DiagnosticBag bag, MarkdownFences? fences)
    {
        _text = source.Text;
        _bag = bag;
        _fences = fences;
    }

    /// <summary>All tokens of a readable source; the last is <see cref="TokenKind.End"/>.</summary>
    public static ImmutableArray<SyntaxToken> Lex(SourceText source, DiagnosticBag bag)
    {
        if (!SourceLimits.IsReadable(source, bag))
        {
            var end = source.Text.Length;
            return [new(TokenKind.Bad, 0, 0, source.Text), new(TokenKind.End, end, end, "")];
        }

        var lexer = new Lexer(source, bag, MarkdownFences.Of(source));
        while (lexer.Next())
        {
        }

        return [.. lexer._tokens];
    }

    private bool Next()
    {
        SkipTrivia();
        var start = _position;
        if (start >= _text.Length)
        {
            Add(TokenKind.End, start);
            return false;
        }

        var c = _text[start];
        if (c == '"') LexString(start);
        else if (char.IsAsciiDigit(c)) LexNumber(start);
        else if (char.IsLetter(c) || c == '_' || char.IsSurrogate(c)) LexWord(start);
        else LexSign(start, c);
        return true;
    }

    private void SkipTrivia()
    {
        while (_position < _text.Length)
        {
            if (_fences is not null && _fences.SkipProse(ref _position))
            {
                _startsLine = true;
                continue;
            }

            var c = _text[_position];
            if (c == '\n') _startsLine = true;
            if (c is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
            {
                _position++;
            }
            else if (c == '-' && _position + 1 < _text.Length && _text[_position + 1] == '-')
            {
                var start = _position;
                var end = _text.IndexOf('\n', start);
                _position = end < 0 ? _text.Length : end;
                if (DeceptiveCharacters.InComment(_text.AsSpan(start, _position - start), start) is { } fault) _bag.Add(fault);
            }
            else
            {
                break;
            }
        }
    }

    private void LexString(int start)
    {
        _position++;
        while (_position < _text.Length && _text[_position] is not ('\n' or '\r'))
        {
            if (_text[_position++] != '"') continue;
            if (_position >= _text.Length || _text[_position] != '"')
            {
                Add(TokenKind.String, start, DeceptiveCharacters.InTitle(_text.AsSpan(start, _position - start), start));
                return;
            }

            _position++;
        }

        var span = TextSpan.FromBounds(start, _position);
        Add(TokenKind.String, start,
            Diagnostic.Of(DiagnosticCode.Unfinished, "this text has no closing quote", span, "starts here") with
            {
                Fix = new Fix("close it with \" on the same line", new TextSpan(_position, 0), "\""),
            });
    }

    private void LexNumber(int start)
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            var next = _position + 1 < _text.Length ? _text[_position + 1] : '\0';
            var inside = char.IsAsciiLetterOrDigit(c) || c == '_'
                || (c is ',' or '.' && char.IsAsciiDigit(next))
                || (c == '-' && char.IsAsciiLetterOrDigit(next));
            if (!inside) break;
            _position++;
        }

        var text = _text.AsSpan(start, _position - start);
        var kind = Numerals.Classify(text, out var fault, out var repair);
        var span = new TextSpan(start, text.Length);
        Add(kind, start, fault is null ? null
            : Diagnostic.Of(DiagnosticCode.Unfinished, $"`{Shown.Of(text)}` {fault}", span) with
            {
                Fix = repair is null ? null : new Fix($"write {repair}", span, repair),
            });
    }

    private void LexWord(int start)
    {
        ScanWord();
        if (_position + 2 < _text.Length && _text.AsSpan(_position, 3) is "://")
        {
            while (_position < _text.Length && !char.IsWhiteSpace(_text[_position])) _position++;
            Add(TokenKind.Url, start);
            return;
        }

        var kind = TokenKind.Word;
        if (_position < _text.Length && _text[_position] == '/')
        {
            _position++;
            ScanWord();
            kind = TokenKind.Account;
        }

        var text = _text.AsSpan(start, _position - start);
        if (kind == TokenKind.Word && Names.IsCode(text)) kind = TokenKind.Code;
        if (kind == TokenKind.Code || Names.IsValid(text, kind)) Add(kind, start);
        else Add(TokenKind.Bad, start, Names.Fault(text, start));
    }

    private void ScanWord()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            var comment = c == '-' && _position + 1 < _text.Length && _text[_position + 1] == '-';
            if (comment || !(char.IsLetterOrDigit(c) || c is '-' or '_' || char.IsSurrogate(c)
                || DeceptiveCharacters.IsInvisible(c))) break;
            _position++;
        }
    }

    private void LexSign(int start, char c)
    {
        _position++;
        var kind = c switch
        {
            ',' => TokenKind.Comma,
            '%' => TokenKind.Percent,
            '=' => TokenKind.EqualsSign,
            '(' => TokenKind.OpenParenthesis,
            ')' => TokenKind.CloseParenthesis,
            _ => TokenKind.Bad,
        };
        Add(kind, start, kind == TokenKind.Bad ? Signs.Fault(_text, start, ref _position) : null);
    }

    private void Add(TokenKind kind, int start, Diagnostic? fault = null)
    {
        _tokens.Add(new SyntaxToken(kind, _fullStart, start, _text[start.._position])
        {
            StartsLine = _startsLine,
            Fault = fault,
            InFirstColumn = start == 0 || _text[start - 1] == '\n',
        });
        _fullStart = _position;
        _startsLine = false;
    }
}
