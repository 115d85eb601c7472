using System.Collections.Immutable;
using System.Security.Cryptography;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;
using Onus.Language.Comparison;
using Onus.Language.Compiled;
using Onus.Language.Documents;
using Onus.Server.Cases;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary><c>/v1/products</c>: what governs cases: listed, read, drawn, checked, compared, enacted.</summary>
internal static class ProductRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        var products = v1.MapGroup("/products").WithTags("Products");
        products.MapGet("", ListAsync).WithName("listProducts");
        products.MapPost("", EnactAsync).RequireScope(Scopes.Admin, Scopes.Write).WithName("enactProduct");
        products.MapPost("/check", CheckAsync).RequireScope(Scopes.Read).WithName("checkProduct");
        products.MapPost("/diff", DiffAsync).RequireScope(Scopes.Read).WithName("compareProducts");
        products.MapGet("/{name}", GetAsync).WithName("getProduct");
        products.MapGet("/{name}/source", SourceAsync).WithName("getProductSource");
        products.MapGet("/{name}/map.svg", MapAsync).WithName("getProductMap");
        products.MapGet("/{name}/document", DocumentAsync).WithName("getProductDocument");
    }

    private static async Task<Page<ProductVersion>> ListAsync(Node node, CaseBoard board)
    {
        var versions = await node.ReadAsync((cases, _) => cases.Products.All
            .Select(p => (Version: p, InEffect: cases.Products.InEffect(p.Product.Name, node.LogNow))).ToArray());
        var open = await board.ReadAsync(cases =>
        {
            var counts = new Dictionary<ulong, ulong>();
            foreach (var line in cases.Lines)
                if (line.IsOpen) counts[line.Product.Entry] = counts.GetValueOrDefault(line.Product.Entry) + 1;
            return counts;
        });
        return Paging.Whole<ProductVersion>([.. versions.OrderBy(v => v.Version.Product.Name, StringComparer.Ordinal).ThenByDescending(v => v.Version.Product.Version)
            .Select(v => ProductViews.Version(v.Version, v.InEffect, open.GetValueOrDefault(v.Version.Entry)))]);
    }

    private static async Task<ProductView> GetAsync(Node node, CaseBoard board, string name, int? version)
    {
        var found = await FindAsync(node, name, version);
        var (inEffect, accounts) = await node.ReadAsync((cases, ledger) => (cases.Products.InEffect(name, node.LogNow),
            found.Accounts.Select(a => ledger.TryGetAccount(a, out var account) ? account.Id : Id128.None).ToArray()));
        var open = await board.ReadAsync(cases =>
        {
            var lines = new List<CaseLine>();
            foreach (var line in cases.Lines)
                if (line.IsOpen && line.Product.Entry == found.Entry) lines.Add(line);
            return lines;
        });
        return ProductViews.View(found, ProductViews.Version(found, inEffect, (ulong)open.Count), accounts, open);
    }

    private static async Task<IResult> SourceAsync(Node node, ProductCompiler compiler, string name, int? version) =>
        TypedResults.Bytes(await compiler.SourceAsync(await FindAsync(node, name, version)), "text/plain; charset=utf-8");

    private static async Task<IResult> MapAsync(Node node, ProductCompiler compiler, string name, int? version)
    {
        var (result, _) = await compiler.CheckAsync(await FindAsync(node, name, version));
        return ProductViews.Map(result) is { } svg ? TypedResults.Text(svg, "image/svg+xml") : throw Refused.NotFound("the text of this version cannot be drawn by this program");
    }

    private static async Task<IResult> DocumentAsync(Node node, ProductCompiler compiler, string name, int? version)
    {
        var (result, options) = await compiler.CheckAsync(await FindAsync(node, name, version));
        return result.Succeeded
            ? TypedResults.Text(ProductDocument.Write(result, options), "text/html")
            : throw Refused.NotFound("the text of this version does not check with this program any more: read its source");
    }

    private static async Task<CheckAnswer> CheckAsync(ProductCompiler compiler, ProductText text)
    {
        var (result, _) = await compiler.CheckAsync(text);
        return ProductViews.Check(result);
    }

    private static async Task<DiffAnswer> DiffAsync(Node node, ProductCompiler compiler, DiffRequest request)
    {
        var old = await SideAsync(node, compiler, request.Old, request.Product, request.OldVersion, "/old");
        var now = await SideAsync(node, compiler, request.New, request.Product, request.NewVersion, "/new");
        return ProductViews.Diff(ProductComparison.Compare(old.Product!, now.Product!, new CheckOptions()));
    }

    private static async Task<CheckResult> SideAsync(Node node, ProductCompiler compiler, ProductText? text, string? product, int? version, string pointer)
    {
        if (text is null && product is null) throw Refused.Malformed("give a text, or a product and a version of it", pointer);
        var (result, _) = text is not null ? await compiler.CheckAsync(text) : await compiler.CheckAsync(await FindAsync(node, product!, version));
        return result.Succeeded && result.Product is not null ? result
            : throw new Refused(422, "The text has faults", "only texts without errors are compared: check it first") { Pointer = pointer, Outcome = "ProductMalformed" };
    }

    /// <summary>Compiles the text, puts it into the log with its calendar, and enacts it or proposes that.</summary>
    private static async Task<CharterAnswer> EnactAsync(
        HttpContext http, Node node, CharterDesk charter, CaseDesk desk, ProductCompiler compiler, EnactRequest request)
    {
        var (result, _) = await compiler.CheckAsync(request.Text);
        if (!result.Succeeded)
        {
            var first = result.Diagnostics.First(d => d.Severity == Severity.Error);
            var line = result.Source.LineOf(first.Primary.Span.Start);
            throw new Refused(422, "The text has faults", $"line {line}: {first.Title} ({first.Code.Text()}); /v1/products/check lists all")
            {
                Outcome = "ProductMalformed", Pointer = $"line {line}",
            };
        }

        var product = result.Compile();
        var (parties, accounts) = await BindAsync(desk, product, request);
        var compiled = ProductCodec.Encode(product);
        if (product.Perimeter.Calendar is { } calendar && ProductCompiler.CalendarOf(request.Text, calendar.Path) is { } file
            && !await node.ReadAsync((cases, _) => cases.Products.Calendars.TryFind(calendar.Data, out var _)))
            await charter.PublishAsync(http, file);
        await charter.PublishAsync(http, result.Source.ToBytes());
        await charter.PublishAsync(http, compiled);
        var act = new EnactProduct(product.Source, new Hash256(SHA256.HashData(compiled)), parties, accounts);
        var signature = request.Signature is { } signed ? Deposits.Bytes(signed, "/signature") : [];
        return await charter.DoAsync(http, act, signature, refused => Why(refused, product));
    }

    private static async Task<(ImmutableArray<ulong> Parties, ImmutableArray<ulong> Accounts)> BindAsync(CaseDesk desk, Product product, EnactRequest request)
    {
        var unknown = request.Parties.Keys.Except(product.Parties.Select(p => p.Name)).Concat(request.Accounts.Keys.Except(product.Accounts.Select(a => a.Name))).ToArray();
        if (unknown.Length > 0) throw Refused.Malformed($"{product.Name} has no {unknown[0]}", "/parties");
        var accounts = ImmutableArray.CreateBuilder<ulong>(product.Accounts.Length);
        foreach (var account in product.Accounts)
            accounts.Add(request.Accounts.TryGetValue(account.Name, out var named)
                ? await desk.AccountAsync(named, $"/accounts/{account.Name.Replace("/", "~1", StringComparison.Ordinal)}") : 0);
        return ([.. product.Parties.Select(party => request.Parties.GetValueOrDefault(party.Name))], accounts.DrainToImmutable());
    }

    private static string? Why(CharterResult refused, Product product) => refused.Outcome switch
    {
        CharterOutcome.PartyMisbound when refused.About >= 0 && product.Parties[(int)refused.About] is var party =>
            party.Kind is PartyKind.Us or PartyKind.Independent
                ? $"party {party.Name} is the same in every case: name its actor, another than for the other parties"
                : $"party {party.Name} is bound when a case opens, not here",
        CharterOutcome.AccountMisbound when refused.About >= 0 && product.Accounts[(int)refused.About] is var account =>
            product.Parties[account.Party].Kind == PartyKind.Us
                ? $"account {account.Name} is ours: name an open account of {product.Parties[account.Party].Name} in the product's currency"
                : $"account {account.Name} is bound when a case opens, not here",
        CharterOutcome.AccountMayGoNegative when refused.About >= 0 =>
            $"account {product.Accounts[(int)refused.About].Name} never goes negative in the product: give the ledger account a debit limit of zero",
        CharterOutcome.VersionNotHigher => $"version {product.Version} of {product.Name} is not above the latest one",
        _ => null,
    };

    private static async Task<EnactedProduct> FindAsync(Node node, string name, int? version) =>
        await node.ReadAsync((cases, _) =>
        {
            var versions = cases.Products.VersionsOf(name);
            return version is { } wanted ? versions.FirstOrDefault(v => v.Product.Version == wanted)
                : cases.Products.InEffect(name, node.LogNow) ?? (versions.Count > 0 ? versions[^1] : null);
        }) ?? throw Refused.NotFound($"there is no product {name}{(version is null ? "" : $" version {version}")} in the log");
}
