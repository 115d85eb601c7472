using System.CommandLine;
using Onus.Messages;

namespace Onus.Cli.Iso;

/// <summary><c>onus iso check</c>: says of each message what is accepted of it, and of each refusal where and
/// why.</summary>
internal static class CheckMessagesCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "XML files with messages, bare or in a wrapper.", Arity = ArgumentArity.OneOrMore,
        };
        var limit = new Option<int>("--refusals")
        {
            Description = "How many refusals are listed.", DefaultValueFactory = _ => 20, HelpName = "N",
        };
        var answer = new Option<string?>("--answer")
        {
            Description = "Write the answer to one pacs.008 or pain.001, as a pacs.002.", HelpName = "FILE",
        };
        var command = new Command("check", "Check messages: schema, account numbers, codes, amounts, dates, ids and sums.")
        {
            files, limit, answer,
        };
        command.SetAction(parsed =>
            Run(parsed, parsed.GetValue(files)!, parsed.GetValue(limit), parsed.GetValue(answer)));
        return command;
    }

    private static int Run(ParseResult parsed, FileInfo[] files, int limit, string? answer)
    {
        if (limit < 0) throw new Refusal("--refusals must not be negative");
        if (answer is not null && files.Length > 1) throw new Refusal("--answer goes with one file");
        foreach (var file in files)
            if (!file.Exists)
            {
                var isFolder = Directory.Exists(file.FullName);
                throw new Refusal(isFolder ? $"{file} is a directory; name files" : $"there is no file {file}");
            }
        var sound = true;
        foreach (var file in files)
        {
            var report = FileReport.Read(file, limit, keepResults: answer is not null);
            report.Print(parsed.Terminal(), parsed.Output());
            sound &= report.IsSound;
            if (answer is not null) WriteAnswer(report, answer, parsed.Output());
        }

        return sound ? ExitCode.Done : ExitCode.Refuted;
    }

    private static void WriteAnswer(FileReport report, string path, TextWriter output)
    {
        if (report.FileRefusal is not null
            || report.Messages is not [{ Type.Family: MessageFamily.CreditTransfer or MessageFamily.Initiation } message])
            throw new Refusal("--answer needs a file that reads to its end with one pacs.008 or pain.001 in it",
                ExitCode.Refuted);
        if (StatusReport.Answer(message, report.Results) is not { } answer)
            throw new Refusal("the message has no id, so no answer can name it", ExitCode.Refuted);
        using var stream = new MemoryStream();
        // The same message is answered with the same bytes: the time is its own.
        var made = message.Made ?? new IsoDateTime(DateTime.UnixEpoch, 0);
        var draft = new MessageDraft(AnswerId(message.Id!), made, message.To, message.From);
        StatusReportWriter.Write(stream, draft, answer);
        OutputFile.Write(path, stream.ToArray());
        output.WriteLine($"{path}: the answer, pacs.002.001.10, status {answer.GroupStatus}");
    }

    private static string AnswerId(string id) => id.Length <= 31 ? $"STS-{id}" : $"STS-{id[^31..]}";
}
