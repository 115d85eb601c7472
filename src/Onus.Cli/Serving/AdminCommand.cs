using System.CommandLine;
using System.Globalization;
using System.Text;
using Onus.Server;

namespace Onus.Cli.Serving;

/// <summary><c>onus admin</c>: founds a node with the persons who govern it first.</summary>
internal static class AdminCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The node's folder; a new node begins in one that is empty or not there." };
        var names = new Argument<string[]>("NAME") { Description = "The persons, two or more.", Arity = ArgumentArity.OneOrMore };
        var alone = new Option<bool>("--alone") { Description = "One person alone, for a demonstration: nothing then takes a second one." };
        var origin = new Option<string?>("--origin") { Description = "The log's name, for a new node.", HelpName = "NAME" };
        var command = new Command("admin", "Found a node: name who governs it, and issue their first keys.") { folder, names, alone, origin };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                using var node = NodeOpening.Open(parsed.GetRequiredValue(folder), parsed.GetValue(origin), line => parsed.Error().WriteLine($"onus: {line}"));
                Tell(parsed, node, await Founding.FoundAsync(node, parsed.GetRequiredValue(names), parsed.GetValue(alone)));
                return ExitCode.Done;
            }
            catch (NodeException refused)
            {
                throw new Refusal(refused.Message);
            }
        });
        return command;
    }

    private static void Tell(ParseResult parsed, Node node, IReadOnlyList<FoundedPerson> people)
    {
        var output = parsed.Output();
        output.WriteLine($"founded log {node.Engine.Origin} in {node.Folder}");
        var folder = Directory.CreateDirectory(Path.Combine(node.Folder, "keys", "people")).FullName;
        foreach (var person in people)
        {
            var file = Path.Combine(folder, person.Actor.ToString(CultureInfo.InvariantCulture) + ".key");
            NodeFolder.WriteSecret(file, Encoding.ASCII.GetBytes(person.SigningKey + "\n"));
            output.WriteLine($"{person.Name}, actor {person.Actor}, with this key to call the node; it is shown once:");
            output.WriteLine($"  {person.Token}");
            output.WriteLine($"  the key that signs decisions is in {file}: hand it over, then delete it there");
        }

        output.WriteLine($"now run it: onus up --data {node.Folder}");
    }
}
