using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Verify.Reporting;
using Onus.Verify.Tiles;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify log</c>: hash a whole log again from its entries.</summary>
internal static class LogVerb
{
    public static Command Create()
    {
        var verb = new Command("log", "Verify a whole log: hash every entry again and compare with the signed root.");
        var where = new Argument<string>("DIR|URL") { Description = "Where the log's checkpoint and tiles are, or the log's own directory." };
        var known = new Option<FileInfo[]>("--known")
        {
            Description = "A checkpoint of this log that you kept: the log must still contain it. May be given more than once.",
            HelpName = "FILE",
        };
        var opaque = new Option<bool>("--opaque") { Description = "The entries are not of Onus: do not look in them for their index." };
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(where);
        verb.Options.Add(known);
        verb.Options.Add(opaque);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var findings = new Findings();
            using var place = Open(findings, parsed.GetRequiredValue(where));
            if (place is null) return Print();

            var signed = await ReadCheckpointAsync(place.Source, parsed.GetRequiredValue(where), cancellation);
            if (trust.Read(parsed) is not { } policy) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
            else if (!CheckpointFindings.Check(findings, signed, policy, "the log's checkpoint")) return Print();

            SignedCheckpoint[] kept = [.. (parsed.GetValue(known) ?? []).Select(CheckpointInput.Read)];
            if (Contradiction(signed, kept) is { } contradiction) findings.Refute(contradiction);
            else await HashAsync(findings, place, signed, kept, parsed.GetValue(opaque), Terminal(), cancellation);
            return Print();

            int Print() => findings.Print(parsed.InvocationConfiguration.Output);
            TextWriter? Terminal() => Console.IsErrorRedirected ? null : parsed.InvocationConfiguration.Error;
        });
        return verb;
    }

    private static TilePlace? Open(Findings findings, string where)
    {
        try
        {
            return TilePlace.Open(where);
        }
        catch (LogDamagedException e)
        {
            findings.Refute($"{where} is damaged: {e.Message}.");
            return null;
        }
    }

    private static async Task<SignedCheckpoint> ReadCheckpointAsync(ITileSource source, string where, CancellationToken cancellation)
    {
        var bytes = await source.ReadAsync(ITileSource.Checkpoint, cancellation)
            ?? throw new Refusal($"{where} has no file 'checkpoint': it is no log in tiles", ExitCode.Unavailable);
        return SignedCheckpoint.TryParse(bytes.Span, out var signed, out var error)
            ? signed
            : throw new Refusal($"the checkpoint of {where}: {error}");
    }

    private static string? Contradiction(SignedCheckpoint signed, SignedCheckpoint[] kept)
    {
        foreach (var checkpoint in kept.Select(k => k.Checkpoint))
        {
            if (checkpoint.Origin != signed.Checkpoint.Origin) return $"a checkpoint that you kept is of {checkpoint.Origin}, another log.";
            if (checkpoint.Size > signed.Checkpoint.Size)
            {
                return $"you kept a checkpoint of {checkpoint.Size} entries, and the log now has {signed.Checkpoint.Size}: its end is lost or hidden.";
            }
        }

        return null;
    }

    private static async Task HashAsync(
        Findings findings, TilePlace place, SignedCheckpoint signed, SignedCheckpoint[] kept, bool opaque, TextWriter? terminal,
        CancellationToken cancellation)
    {
        var (size, root) = (signed.Checkpoint.Size, signed.Checkpoint.Root);
        var log = new WholeLog(place, opaque);
        var clock = Stopwatch.StartNew();
        string? damage;
        using (new ProgressBar(terminal, size, () => log.Entries))
        {
            damage = await log.HashAsync(size, kept.Select(k => k.Checkpoint.Size).Append(size).ToHashSet(), cancellation);
        }

        if (damage is not null)
        {
            findings.Refute($"{damage}.");
            return;
        }

        if (log.RootAt(size) != root)
        {
            findings.Refute($"the {size} entries have the root {log.RootAt(size)}, the checkpoint says {root}.");
            return;
        }

        foreach (var checkpoint in kept.Select(k => k.Checkpoint))
        {
            if (log.RootAt(checkpoint.Size) == checkpoint.Root) continue;
            findings.Refute($"the first {checkpoint.Size} entries are no longer those of the checkpoint that you kept: history was changed.");
            return;
        }

        Say(findings, log, size, kept, opaque);
        await WriteSpeedAsync(terminal, log, clock.Elapsed);
    }

    private static void Say(Findings findings, WholeLog log, ulong size, SignedCheckpoint[] kept, bool opaque)
    {
        findings.Proven($"All {size} entries ({log.Bytes} bytes) are there, and hash to exactly that root; every hash tile agrees.");
        if (!opaque && size > 0) findings.Proven($"Every entry says itself that it is where it is; their times rise strictly, the last is {log.LastTime}.");
        if (kept.Length > 0) findings.Proven("The log still contains every checkpoint that you kept: it only grew since.");
        findings.NotProven("That the entries follow the rules of the ledger: this verb hashes them, it does not execute them.");
        findings.NotProven(EntryFindings.Truth);
    }

    private static async Task WriteSpeedAsync(TextWriter? terminal, WholeLog log, TimeSpan elapsed)
    {
        if (terminal is null) return;
        var rate = log.Entries / Math.Max(elapsed.TotalSeconds, 1e-3) / 1e6;
        await terminal.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{log.Entries} entries in {elapsed.TotalSeconds:F1} s: {rate:F2} M entries/s"));
    }
}
