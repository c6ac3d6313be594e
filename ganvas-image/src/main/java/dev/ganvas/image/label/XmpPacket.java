package dev.ganvas.image.label;

/**
 * An XMP packet (ISO 16684-1) that says how a picture came about: {@code DigitalSourceType} of the IPTC extension schema
 * and the tool.
 */
final class XmpPacket {
    /** ISO 16684-1, 7.3.2: the mark of byte order tells a scanner the encoding; the identifier is the same in every packet. */
    private static final String BEGIN = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";

    /** Read-only, as it is where nobody may rewrite a packet in place: checksums of PNG, sub-blocks of GIF. */
    private static final String END = "<?xpacket end=\"r\"?>";

    private static final String FORM =
            """
            %s
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about=""
                xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
               <xmp:CreatorTool>%s</xmp:CreatorTool>
               <Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>
              </rdf:Description>
             </rdf:RDF>
            </x:xmpmeta>
            %s""";

    private XmpPacket() {}

    static String of(String digitalSourceType, String tool) {
        return String.format(FORM, BEGIN, escaped(tool), escaped(digitalSourceType), END);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
