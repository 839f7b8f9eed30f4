package org.tuplespace.examples.movie;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A GIF that moves. The JDK's writer takes what makes it move from each frame's metadata: the time
 * that it stays, and that the film begins anew at its end.
 */
final class GifFile extends MovieFile {

  private static final String METADATA = "javax_imageio_gif_image_1.0";

  private final OutputStream file;
  private final ImageOutputStream stream;
  private final ImageWriter writer;
  private final int framesPerSecond;
  private final GifColours colours = new GifColours();
  private boolean isFirst = true;
  private boolean ended;

  GifFile(Path target, int framesPerSecond) {
    super(target);
    this.framesPerSecond = framesPerSecond;
    ImageWriter gif = ImageIO.getImageWritersByFormatName("gif").next();
    try {
      this.file = new BufferedOutputStream(Files.newOutputStream(part(target)));
      this.stream = new MemoryCacheImageOutputStream(file);
      this.writer = gif;
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void add(BufferedImage frame) {
    try {
      BufferedImage reduced = colours.reduce(frame);
      writer.writeToSequence(new IIOImage(reduced, null, metadata(reduced)), null);
      stream.flushBefore(stream.getStreamPosition());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IIOMetadata metadata(BufferedImage frame) throws IOException {
    // Not createFromRenderedImage, which has colours of its own for every indexed picture.
    ImageTypeSpecifier type = new ImageTypeSpecifier(frame.getColorModel(), frame.getSampleModel());
    IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
    IIOMetadataNode root = new IIOMetadataNode(METADATA);
    IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(Math.max(1, 100 / framesPerSecond)));
    control.setAttribute("transparentColorIndex", "0");
    root.appendChild(control);
    if (isFirst) {
      IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
      extension.setAttribute("applicationID", "NETSCAPE");
      extension.setAttribute("authenticationCode", "2.0");
      extension.setUserObject(new byte[] {1, 0, 0}); // begins anew for ever
      IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
      extensions.appendChild(extension);
      root.appendChild(extensions);
      isFirst = false;
    }
    metadata.mergeTree(METADATA, root);
    return metadata;
  }

  @Override
  void end() throws IOException {
    ended = true;
    writer.endWriteSequence();
    release();
  }

  @Override
  void abandon() {
    if (!ended) {
      try {
        release();
      } catch (IOException e) {
        // It is removed anyway.
      }
    }
  }

  private void release() throws IOException {
    writer.dispose();
    stream.close();
    file.close();
  }
}
