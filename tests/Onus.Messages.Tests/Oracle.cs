using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Schema;
using Onus.Messages.Schemas;

namespace Onus.Messages.Tests;

/// <summary>The schema validator of the platform, which knows nothing of ours.</summary>
internal static class Oracle
{
    private static readonly ConcurrentDictionary<string, XmlSchemaSet> Sets = [];

    public static string SchemaFaults(string name, string xml)
    {
        var set = Sets.GetOrAdd(name, Load);
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = set };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) =>
        {
            // A wildcard with lax processing warns of what it has no schema for.
            if (e.Severity == XmlSeverityType.Error) faults.Add($"{e.Exception.LineNumber}: {e.Message}");
        };
        using var reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
        }

        return string.Join('\n', faults);
    }

    private static XmlSchemaSet Load(string name)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        using var source = XmlReader.Create(SchemaCatalog.Open(name));
        set.Add(null, source);
        set.Compile();
        return set;
    }
}
