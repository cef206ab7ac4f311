export function DialPad(_props: { readonly open: boolean; readonly onClose: () => void }) {
  
  return null;
}
