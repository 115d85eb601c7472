using Onus.Messages.Schemas;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>The business application header (head.001) that may stand before a document.</summary>
internal sealed class BusinessHeader
{
    private readonly IReadOnlyList<MessageRefusal> _refusals;
    private readonly MessageRefusal _place;
    private readonly string? _definition;
    private readonly IsoAgent? _from;
    private readonly IsoAgent? _to;

    private BusinessHeader(Element root, FieldReader fields)
    {
        _definition = fields.Id(fields.Required(root, "MsgDefIdr"));
        _from = fields.Agent(root["Fr"]["FIId"]);
        _to = fields.Agent(root["To"]["FIId"]);
        var definition = root["MsgDefIdr"] is { Exists: true } element ? element : root;
        _place = new MessageRefusal(IsoRule.HeaderDiffers, definition.Path, definition.Line, definition.Column, "");
        _refusals = fields.Findings.All;
    }

    /// <summary>Reads the present element.</summary>
    public static BusinessHeader Read(MessageXml xml, Fragment fragment, ReadLimits limits)
    {
        var schema = SchemaCatalog.Find(xml.Namespace);
        fragment.ReadWhole(xml, xml.Namespace, "", 0);
        var fields = new FieldReader(new Findings(limits.MaxRefusals));
        if (fragment.IsTooLarge)
            fields.Findings.Add(IsoRule.HeaderTooLarge, fragment.Root, "the header is larger than any message has");
        else if (schema is not null && schema.Root.Name == fragment.Root.Name)
            SchemaCheck.Check(fragment.Root, schema.Root.Type, fields.Findings);
        return new BusinessHeader(fragment.Root, fields);
    }

    /// <summary>Says to the message that follows who sent it, and what is wrong with its header.</summary>
    public void Introduce(MessageSummary message)
    {
        message.From = _from;
        message.To = _to;
        foreach (var refusal in _refusals) message.Findings.Add(refusal);
        if (message.Type is { } type && _definition is not null && _definition != type.Name)
            message.Findings.Add(
                _place with { Detail = $"the header says {Shown.Value(_definition)}, the document is {type}" });
    }
}
