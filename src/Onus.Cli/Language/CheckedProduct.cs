using System.CommandLine;
using Onus.Language;
using Onus.Language.Binding;

namespace Onus.Cli.Language;

/// <summary>One product of the command line, checked, for the verbs that make something of it.</summary>
internal sealed record CheckedProduct(CheckResult Result, BoundProduct Product, CheckOptions Options)
{
    /// <summary>Reads and checks a file; one without a product that could be bound is refused.</summary>
    public static CheckedProduct Read(string path, DateOnly? asOf = null)
    {
        if (!File.Exists(path)) throw new Refusal($"there is no file '{path}'");
        var source = ProductFiles.Read(path);
        var options = new CheckOptions { AsOf = asOf, ReadBeside = relative => ProductFiles.Beside(path, relative) };
        var result = ProductCheck.Check(source, options);
        return result.Product is { } product
            ? new CheckedProduct(result, product, options)
            : throw new Refusal($"'{path}' declares no product; run 'onus check {path}'", ExitCode.Refuted);
    }

    /// <summary>Reads and checks a file; one with any error is refused.</summary>
    public static CheckedProduct ReadFaultless(string path, DateOnly? asOf = null)
    {
        var read = Read(path, asOf);
        var errors = read.Errors;
        if (errors == 0) return read;
        throw new Refusal($"'{path}' has {Count(errors)}; run 'onus check {path}'", ExitCode.Refuted);
    }

    /// <summary>How many errors the product has.</summary>
    public int Errors => Result.Diagnostics.Count(d => d.Severity == Severity.Error);

    /// <summary>A number of errors in words.</summary>
    public static string Count(int errors) => errors == 1 ? "1 error" : $"{errors} errors";
}

/// <summary>Where a verb writes what it makes: a file, whole or not at all, or standard output.</summary>
internal static class MadeText
{
    /// <summary>The option that names the file.</summary>
    public static Option<string?> Option() => new("--output", "-o")
    {
        Description = "The file to write; standard output if it is not given.",
        HelpName = "FILE",
    };

    /// <summary>The option that chooses a form; the first is the one taken when it is not given.</summary>
    public static Option<string> Form(string description, params string[] forms)
    {
        var option = new Option<string>("--format", "-f")
        {
            Description = $"{description} ({string.Join(", ", forms)}).",
            DefaultValueFactory = _ => forms[0],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && !forms.Contains(given.Value))
                result.AddError($"There is no format '{given.Value}'; the formats are {string.Join(", ", forms)}.");
        });
        option.CompletionSources.Add(forms);
        return option;
    }

    /// <summary>Writes the text.</summary>
    public static void Write(string text, string? path, TextWriter output)
    {
        if (path is null)
        {
            output.Write(text);
            return;
        }

        var unfinished = path + ".unfinished";
        File.WriteAllText(unfinished, text);
        File.Move(unfinished, path, overwrite: true);
    }
}
