using System.Text.RegularExpressions;
using Onus.Language.Binding;
using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer.Features;

/// <summary>From a name to its declaration, to all its places, and to another name.</summary>
internal static partial class Navigation
{
    public static Location? Definition(OpenDocument document, Position position) =>
        UseAt(document, position) is { } use
            ? new Location(document.Uri, Places.Range(document.Source, use.Declaration.Span))
            : null;

    public static Location[] References(OpenDocument document, Position position, bool includeDeclaration) =>
        UseAt(document, position) is { } use
            ? [.. document.Names.Of(use.Declaration).Where(u => includeDeclaration || !u.Declares)
                .Select(u => new Location(document.Uri, Places.Range(document.Source, u.Span)))]
            : [];

    public static PreparedRename PrepareRename(OpenDocument document, Position position)
    {
        var use = UseAt(document, position) ?? throw new RequestRefused("only declared names can be renamed");
        return new PreparedRename(Places.Range(document.Source, use.Span), document.Source[use.Span]);
    }

    public static WorkspaceEdit Rename(OpenDocument document, Position position, string newName)
    {
        var use = UseAt(document, position) ?? throw new RequestRefused("only declared names can be renamed");
        var declaration = use.Declaration;
        if (newName is null || !NamePattern().IsMatch(newName))
            throw new RequestRefused("a name is lower-case words joined by hyphens, such as dispute-officer");
        if (Keywords.Reserved.Contains(newName))
            throw new RequestRefused($"{newName} is a word of the language and cannot be a name");
        // Of an account, party/name, only the part behind the slash changes.
        var full = declaration.Kind == NameKind.Account
            ? declaration.Name[..(declaration.Name.IndexOf('/', StringComparison.Ordinal) + 1)] + newName
            : newName;
        if (document.Check.Scope.Peek(declaration.Kind, full) is { } taken && !ReferenceEquals(taken, declaration))
            throw new RequestRefused($"{full} is already {Scope.Article(taken.Kind)}");
        var edits = document.Names.Of(declaration)
            .Select(u => new TextEditItem(Places.Range(document.Source, u.Span), newName)).ToArray();
        return new WorkspaceEdit(new Dictionary<string, TextEditItem[]> { [document.Uri] = edits });
    }

    private static NameUse? UseAt(OpenDocument document, Position position) =>
        document.Names.At(Places.Offset(document.Source, position));

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
