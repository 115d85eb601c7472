using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onus.Server;

namespace Onus.Cli.Serving;

/// <summary><c>onus key</c>: which credentials stand for which actor. A running node sees a change within a second.</summary>
internal static class KeyCommand
{
    public static Command Create()
    {
        var command = new Command("key", "Issue, list and revoke the keys with which actors call a node.");
        foreach (var verb in new[] { Add(), List(), Revoke(), Map(), Unmap() }) command.Subcommands.Add(verb);
        return command;
    }

    private static Command Add()
    {
        var (folder, actor, scopes) = (Folder(), Actor(), ScopesOption());
        var days = new Option<int?>("--days") { Description = "After how many days it ends; never unless named.", HelpName = "N" };
        var note = new Option<string>("--note") { Description = "What it is for.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var verb = new Command("add", "Issue a key; it is shown once.") { folder, actor, scopes, days, note };
        verb.SetAction(parsed => Run(() =>
        {
            if (parsed.GetValue(days) is <= 0) throw new Refusal("--days is a number above 0");
            var lasts = parsed.GetValue(days) is { } count ? TimeSpan.FromDays(count) : (TimeSpan?)null;
            var (key, token) = Open(parsed.GetRequiredValue(folder)).Add(parsed.GetRequiredValue(actor), parsed.GetRequiredValue(scopes), lasts, parsed.GetRequiredValue(note));
            parsed.Output().WriteLine($"key {key.Id} of actor {key.Actor} for {string.Join(", ", key.Scopes)}{(key.Expires is { } end ? $", until {end}" : "")}; it is shown once:");
            parsed.Output().WriteLine($"  {token}");
        }));
        return verb;
    }

    private static Command List()
    {
        var folder = Folder();
        var verb = new Command("list", "List keys and mappings, without their secrets.") { folder };
        verb.SetAction(parsed => Run(() =>
        {
            var access = Open(parsed.GetRequiredValue(folder));
            foreach (var key in access.All)
            {
                var state = key.Revoked is { } when ? $"revoked {when}" : key.Expires is { } end ? $"until {end}" : "until revoked";
                parsed.Output().WriteLine($"{key.Id}  actor {key.Actor}  {string.Join(',', key.Scopes)}  issued {key.Issued}  {state}  {key.Note}".TrimEnd());
            }

            foreach (var mapped in access.Principals)
                parsed.Output().WriteLine($"{mapped.Kind} {mapped.Issuer} {mapped.Name}  actor {mapped.Actor}  {string.Join(',', mapped.Scopes)}");
        }));
        return verb;
    }

    private static Command Revoke()
    {
        var folder = Folder();
        var id = new Argument<string>("ID") { Description = "The key: the 16 digits behind 'onus_'." };
        var verb = new Command("revoke", "Revoke a key.") { folder, id };
        verb.SetAction(parsed => Run(() =>
        {
            if (!Open(parsed.GetRequiredValue(folder)).Revoke(parsed.GetRequiredValue(id))) throw new Refusal($"there is no key {parsed.GetRequiredValue(id)}; 'onus key list' shows all");
            parsed.Output().WriteLine($"revoked {parsed.GetRequiredValue(id)}; a running node turns it away within a second");
        }));
        return verb;
    }

    private static Command Map()
    {
        var (folder, actor, scopes, issuer, subject, certificate) = (Folder(), Actor(), ScopesOption(), Issuer(), Subject(), Certificate());
        var verb = new Command("map", "Let a subject of the identity provider, or a client certificate, stand for an actor.") { folder, actor, scopes, issuer, subject, certificate };
        verb.SetAction(parsed => Run(() =>
        {
            var (kind, of, name) = NameOf(parsed, issuer, subject, certificate);
            Open(parsed.GetRequiredValue(folder)).Map(new MappedPrincipal(kind, of, name, parsed.GetRequiredValue(actor), parsed.GetRequiredValue(scopes)));
            parsed.Output().WriteLine($"{kind} {name} stands for actor {parsed.GetRequiredValue(actor)}");
        }));
        return verb;
    }

    private static Command Unmap()
    {
        var (folder, issuer, subject, certificate) = (Folder(), Issuer(), Subject(), Certificate());
        var verb = new Command("unmap", "Take such a mapping away.") { folder, issuer, subject, certificate };
        verb.SetAction(parsed => Run(() =>
        {
            var (kind, of, name) = NameOf(parsed, issuer, subject, certificate);
            if (!Open(parsed.GetRequiredValue(folder)).Unmap(kind, of, name)) throw new Refusal($"no {kind} {name} is mapped; 'onus key list' shows all");
            parsed.Output().WriteLine($"{kind} {name} stands for nobody");
        }));
        return verb;
    }

    private static (string Kind, string Issuer, string Name) NameOf(
        ParseResult parsed, Option<string?> issuer, Option<string?> subject, Option<FileInfo?> certificate)
    {
        var (of, name, file) = (parsed.GetValue(issuer), parsed.GetValue(subject), parsed.GetValue(certificate));
        if (file is null) return of is null || name is null ? throw new Refusal("name --issuer and --subject, or --certificate") : ("subject", of, name);
        if (of is not null || name is not null) throw new Refusal("name --issuer and --subject, or --certificate, not both");
        try
        {
            using var read = X509CertificateLoader.LoadCertificateFromFile(file.FullName);
            return ("certificate", "", Credentials.NameOf(read));
        }
        catch (CryptographicException)
        {
            throw new Refusal($"{file} is no certificate in PEM or DER");
        }
    }

    private static int Run(Action action)
    {
        try
        {
            action();
            return ExitCode.Done;
        }
        catch (Exception refused) when (refused is NodeException or ArgumentException)
        {
            throw new Refusal(refused.Message.Split(" (Parameter")[0]);
        }
    }

    private static AccessKeys Open(DirectoryInfo folder) => Directory.Exists(Path.Combine(folder.FullName, "keys"))
        ? AccessKeys.Open(Path.Combine(folder.FullName, "keys", "access.json"), TimeProvider.System, SystemEntropy.Instance)
        : throw new Refusal($"{folder} is no folder of a node; 'onus admin' makes one");

    private static Argument<DirectoryInfo> Folder() => new("DIR") { Description = "The node's folder." };

    private static Option<ulong> Actor() => new("--actor") { Description = "The actor, by the entry that registered it.", Required = true, HelpName = "ENTRY" };

    private static Option<string[]> ScopesOption() => new("--scope")
    {
        Description = "What it is for: read, write, admin, auditor, regulator:NAME; several times for several.", Required = true, HelpName = "SCOPE",
    };

    private static Option<string?> Issuer() => new("--issuer") { Description = "The provider: the issuer in its tokens.", HelpName = "URL" };

    private static Option<string?> Subject() => new("--subject") { Description = "The subject in its tokens.", HelpName = "NAME" };

    private static Option<FileInfo?> Certificate() => new("--certificate") { Description = "A client certificate; it is known by its public key.", HelpName = "FILE" };
}
