using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onus.Console.Pages.Decisions;

/// <summary>An explanation as the node writes it (<c>onus-explanation/1</c>); what is not said is empty.</summary>
/// <remarks>What has a default has a setter: the generated reader writes null over the default of what is only initialised.</remarks>
public sealed record ExplanationView
{
    public const string Known = "onus-explanation/1";

    public string Format { get; set; } = "";
    public ulong Entry { get; init; }
    public string Time { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Headline { get; set; } = "";
    public ulong? Case { get; init; }
    public ProductPart? Product { get; init; }
    public bool Confidential { get; init; }
    public string? Refusal { get; init; }
    public IReadOnlyList<string> Deciders { get; set; } = [];
    public IReadOnlyList<FactPart> Facts { get; set; } = [];
    public IReadOnlyList<StayPart> Stays { get; set; } = [];
    public IReadOnlyList<MovePart> Money { get; set; } = [];
    public IReadOnlyList<LiabilityPart> Liability { get; set; } = [];
    public IReadOnlyList<DutyPart> Duties { get; set; } = [];
    public IReadOnlyList<string> Shadows { get; set; } = [];
    public IReadOnlyList<string> Next { get; set; } = [];

    /// <summary>Reads an explanation; null for one of a form that this console does not know.</summary>
    public static ExplanationView? Read(JsonElement json)
    {
        var view = json.Deserialize(ExplanationJson.Default.ExplanationView);
        return view?.Format == Known ? view : null;
    }

    /// <summary>The product version that decided.</summary>
    public sealed record ProductPart(string Name, string Title, string Hash, int Version, ulong Enacted);

    /// <summary>A fact as it was decided on, and where it came from.</summary>
    public sealed record FactPart(string Name, string Value, string Origin);

    /// <summary>A state in which something was decided.</summary>
    public sealed record StayPart(string State, string Title)
    {
        public FiredPart? Fired { get; init; }
        public IReadOnlyList<OptionPart> Options { get; set; } = [];
        public IReadOnlyList<DifferencePart> Differences { get; set; } = [];
    }

    /// <summary>The step that fired there, and why.</summary>
    public sealed record FiredPart(string Step, string Title, string Why, string To)
    {
        public string? When { get; init; }
        public IReadOnlyList<SourcePart> Because { get; set; } = [];
    }

    /// <summary>A rule or policy that it cites.</summary>
    public sealed record SourcePart(string Name, string Title, string Says);

    /// <summary>Another step of the state, and why it was not possible.</summary>
    public sealed record OptionPart(string Step, string Title, string For)
    {
        public string? WhyNot { get; init; }
    }

    /// <summary>What would have had to differ for a step to come out the other way.</summary>
    public sealed record DifferencePart(string Step, string Would, string Fact, string Is, string HadToBe)
    {
        public string? Threshold { get; init; }
    }

    /// <summary>Money that moved.</summary>
    public sealed record MovePart(string From, string To, string Amount);

    /// <summary>What a party was liable for before and is after.</summary>
    public sealed record LiabilityPart(string Party, string Before, string After, ulong Actor);

    /// <summary>What is owed because of it.</summary>
    public sealed record DutyPart(string What, string Due);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ExplanationView))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
