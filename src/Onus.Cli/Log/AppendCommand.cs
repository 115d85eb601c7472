using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;

namespace Onus.Cli.Log;

/// <summary><c>onus log append</c>: each line of a file becomes an entry that carries its own index and time.</summary>
internal static class AppendCommand
{
    private const int MaxBatchCount = 8_192;
    private const int MaxBatchBytes = 4 << 20;

    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var file = new Option<FileInfo>("--file") { Description = "The file; each line becomes an entry.", HelpName = "LINES", Required = true };
        var key = LogDirectory.KeyOption();
        var anchors = LogDirectory.AnchorOption();
        var command = new Command("append", "Append the lines of a file.") { directory, file, key, anchors };
        command.SetAction(parsed =>
        {
            var lines = LineFile.Check(parsed.GetValue(file)!);
            using var signer = LogDirectory.ReadKey(parsed.GetValue(directory)!, parsed.GetValue(key));
            using var log = LogDirectory.OpenToWrite(parsed.GetValue(directory)!, signer, parsed.GetValue(anchors) ?? []);
            var first = log.Head.Size;
            Append(log, parsed.GetValue(file)!);
            parsed.Output().WriteLine($"appended {lines:N0} entries, {first} to {log.Head.Size - 1}: durable, and under a signed checkpoint of size {log.Head.Size}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Append(TransparencyLog log, FileInfo file)
    {
        var last = LastTime(log);
        var failed = false;
        using (var pipeline = new CommitPipeline(log, (_, outcome) => failed |= outcome != CommitOutcome.Committed))
        {
            var batch = log.NewBatch(last);
            foreach (var line in LineFile.Read(file))
            {
                var time = batch.Entries.TimeFor(LogDirectory.Now);
                batch.Entries.Add(RecordEntry.Of(batch.NextIndex, time, line).ToBytes(), time);
                if (batch.Count < MaxBatchCount && batch.Entries.Framed.Length < MaxBatchBytes) continue;
                last = batch.Entries.LastTime;
                pipeline.Post(batch);
                batch = log.NewBatch(last);
            }

            if (batch.Count > 0) pipeline.Post(batch);
        }

        if (failed)
            throw new Refusal($"the device failed; entries up to {log.Head.Size} are in the log, of the rest it is not known: check with 'onus log fsck'", ExitCode.Unavailable);
    }

    private static LogTime LastTime(TransparencyLog log) =>
        log.Head.Size > 0 && EntryHeader.TryRead(log.Reader.ReadEntry(log.Head.Size - 1).Span, out var header) ? header.Time : LogTime.Epoch;
}
