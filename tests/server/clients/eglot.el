;;; eglot.el --- Opens a draft in Emacs, waits for what healthlint finds, applies a fix, and writes what it saw.  -*- lexical-binding: t -*-

(require 'cl-lib)
(require 'json)
(require 'eglot)
(require 'flymake)

(defun seen-wait (what true)
  "Wait until TRUE returns something; leave Emacs and say WHAT where it never does."
  (let ((end (+ (float-time) 60)))
    (while (and (not (funcall true)) (< (float-time) end))
      (accept-process-output nil 0.1))
    (unless (funcall true)
      (princ (format "failed: %s\n%S\n" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))
      (kill-emacs 1))))

(defun seen-texts ()
  "The messages of all findings, in order."
  (mapcar #'flymake-diagnostic-text
          (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun seen-p (words)
  "Whether a finding says WORDS."
  (cl-some (lambda (text) (string-match-p (regexp-quote words) text)) (seen-texts)))

(setq eglot-sync-connect 30
      eglot-autoshutdown t
      eglot-send-changes-idle-time 0
      eglot-confirm-server-initiated-edits nil)
(add-to-list 'eglot-server-programs
             `(text-mode . ,(append (json-read-from-string (getenv "HEALTHLINT_COMMAND")) nil)))
(find-file (getenv "DRAFT"))
(text-mode)
(eglot-ensure)
(apply #'eglot--connect (eglot--guess-contact))
(eglot--maybe-activate-editing-mode)
(flymake-mode 1)
(flymake-start)
(seen-wait "no findings" (lambda () (seen-p "easily misread")))
(let* ((before (seen-texts))
       (actions (append (eglot-code-actions (point-min) (point-max)) nil))
       (fix (cl-find-if (lambda (action) (string-prefix-p "DOS101: replace" (plist-get action :title))) actions)))
  (eglot--apply-workspace-edit (plist-get fix :edit))
  ;; Emacs sends changes when nobody types, which in a batch is never.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (seen-wait "the fix changed nothing" (lambda () (not (seen-p "easily misread"))))
  (with-temp-file (getenv "RESULT")
    (insert "")
    (insert (json-encode `((before . ,(vconcat before))
                           (titles . ,(vconcat (mapcar (lambda (action) (plist-get action :title)) actions)))))))
  (append-to-file (point-min) (point-max) (concat (getenv "RESULT") ".text")))
(eglot-shutdown (eglot-current-server))
(kill-emacs 0)

;;; eglot.el ends here
