using System.CommandLine;
using Onus.Language.Formatting;

namespace Onus.Cli.Language;

/// <summary><c>onus format</c>: writes products in the one layout of the language.</summary>
internal static class FormatCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Product files, or folders that hold them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Option<bool>("--check") { Description = "Change nothing; name the files that are not formatted." };
        var command = new Command("format", "Write products in the one layout of the language.") { paths, check };
        command.SetAction(parsed => Run(
            ProductFiles.Find(parsed.GetValue(paths)!), parsed.GetValue(check), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(ProductFiles files, bool check, TextWriter output)
    {
        var changed = 0;
        foreach (var path in files.Paths)
        {
            var source = ProductFiles.Read(path);
            var formatted = ProductFormatter.Format(source)
                ?? throw new Refusal($"{path} has faults of syntax; see 'onus check {path}'", ExitCode.Refuted);
            if (formatted == source.Text) continue;
            changed++;
            output.WriteLine(check ? $"{path}: not formatted" : $"{path}: formatted");
            if (!check) File.WriteAllText(path, formatted);
        }

        return check && changed > 0 ? ExitCode.Refuted : ExitCode.Done;
    }
}
